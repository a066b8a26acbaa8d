// Package march walks two ordered streams in step, so that two sides of any
// size are compared with one row of each in memory.
//
// Both streams must ascend by an integer key. Keys are compared here, never by
// a database: two engines order the same text differently, integers they do
// not.
package march

import (
	"fmt"
	"iter"
)

// Pair is one key: present on the left, on the right, or on both sides.
type Pair[L, R any] struct {
	Key     int64
	Left    L
	HasLeft bool

	Right    R
	HasRight bool
}

// OrderError is a stream that does not ascend. Going on would take present
// records for missing ones, so the walk ends with it.
type OrderError struct {
	Side           string // "left" or "right"
	Previous, Next int64
}

// Error names the side and the two keys.
func (e *OrderError) Error() string {
	return fmt.Sprintf("march: the %s stream does not ascend: %d comes after %d; nothing more was compared",
		e.Side, e.Next, e.Previous)
}

// Merge yields a Pair for every key of either stream, ascending. An error of a
// stream, or an *OrderError, is yielded once and ends the walk. Both streams
// are stopped when the loop ends early.
func Merge[L, R any](left iter.Seq2[L, error], leftKey func(L) int64,
	right iter.Seq2[R, error], rightKey func(R) int64,
) iter.Seq2[Pair[L, R], error] {
	return func(yield func(Pair[L, R], error) bool) {
		l := open("left", left, leftKey)
		defer l.stop()

		r := open("right", right, rightKey)
		defer r.stop()

		for {
			p, more, err := step(l, r)
			if err != nil {
				yield(Pair[L, R]{}, err)

				return
			}

			if !more || !yield(p, nil) {
				return
			}
		}
	}
}

// step takes the lower of the two heads, or both when they are equal.
func step[L, R any](l *stream[L], r *stream[R]) (Pair[L, R], bool, error) {
	if err := l.fill(); err != nil {
		return Pair[L, R]{}, false, err
	}

	if err := r.fill(); err != nil {
		return Pair[L, R]{}, false, err
	}

	var p Pair[L, R]

	if l.has && (!r.has || l.key <= r.key) {
		p.Key, p.Left, p.HasLeft = l.key, l.head, true
	}

	if r.has && (!l.has || r.key <= l.key) {
		p.Key, p.Right, p.HasRight = r.key, r.head, true
	}

	l.has = l.has && !p.HasLeft
	r.has = r.has && !p.HasRight

	return p, p.HasLeft || p.HasRight, nil
}

// stream is one side with its next record, if that is known.
type stream[T any] struct {
	side  string
	keyOf func(T) int64
	next  func() (T, error, bool)
	stop  func()

	head T
	key  int64
	has  bool

	started, ended bool
}

func open[T any](side string, seq iter.Seq2[T, error], keyOf func(T) int64) *stream[T] {
	next, stop := iter.Pull2(seq)

	return &stream[T]{side: side, keyOf: keyOf, next: next, stop: stop}
}

// fill reads the next record unless one is waiting or the stream has ended.
func (s *stream[T]) fill() error {
	if s.has || s.ended {
		return nil
	}

	v, err, ok := s.next()
	if !ok {
		s.ended = true

		return nil
	}

	if err != nil {
		return err
	}

	key := s.keyOf(v)
	if s.started && key <= s.key {
		return &OrderError{Side: s.side, Previous: s.key, Next: key}
	}

	s.head, s.key, s.has, s.started = v, key, true, true

	return nil
}
