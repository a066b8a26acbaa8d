package isl

import "io"

// scanner cuts what a device sends into frames and single bytes.
type scanner struct {
	buf   []byte // read and not looked at
	frame []byte // begun with 01, its 03 is still to come
	room  [512]byte
}

// longest is more than any frame; a longer one has lost its end.
const longest = 1024

func (s *scanner) reset() { s.buf, s.frame = s.buf[:0], s.frame[:0] }

func (s *scanner) fill(r io.Reader) error {
	n, err := r.Read(s.room[:])
	s.buf = append(s.buf, s.room[:n]...)
	if n > 0 {
		return nil
	}
	return err //nolint:wrapcheck // the link says what was asked
}

// next is NAK, SYN, or a frame from 01 to 03. Neither these four bytes nor any other
// one below 20 but TAB, LF, 04 and 05 stands inside a frame: so 01 always begins one,
// and what comes before is garbage.
func (s *scanner) next() (sign byte, frame []byte, ok bool) {
	for i, c := range s.buf {
		switch {
		case c == nak || c == syn:
			s.buf, s.frame = s.buf[i+1:], s.frame[:0]
			return c, nil, true
		case c == preamble:
			s.frame = append(s.frame[:0], c)
		case len(s.frame) == 0 || len(s.frame) == longest:
			s.frame = s.frame[:0]
		default:
			s.frame = append(s.frame, c)
			if c != terminator {
				continue
			}
			frame = append([]byte(nil), s.frame...)
			s.buf, s.frame = s.buf[i+1:], s.frame[:0]
			return preamble, frame, true
		}
	}
	s.buf = s.buf[:0]
	return 0, nil, false
}
