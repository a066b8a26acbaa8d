package fiscaltest

import "time"

// report prints the daily report; zero also begins a new day.
func (s *Server) report(zero bool) job {
	return func(string) reply {
		s.mu.Lock()
		if zero {
			s.drawer.zeroed++
			s.drawer.cash = 0
			s.drawer.notef("z report %d", s.drawer.zeroed)
		} else {
			s.drawer.notef("x report")
		}
		s.mu.Unlock()
		return s.done()
	}
}

// duplicate prints the last receipt once more, one time only.
func (s *Server) duplicate(string) reply {
	s.mu.Lock()
	count := len(s.receipts)
	there := count > s.drawer.copied
	if there {
		s.drawer.copied = count
		s.drawer.notef("duplicate %s", s.receipts[count-1].Number)
	}
	s.mu.Unlock()
	if !there {
		return failed("E404", "there is nothing to copy")
	}
	return s.done()
}

// reset has nothing to end: receipts are printed whole.
func (s *Server) reset(string) reply {
	s.mu.Lock()
	s.drawer.notef("reset")
	s.mu.Unlock()
	return s.done()
}

// clockBody is a new time.
type clockBody struct {
	DeviceDateTime string `json:"deviceDateTime"`
}

// setClock never goes back before the last receipt.
func (s *Server) setClock(b clockBody) job {
	return func(string) reply {
		s.mu.Lock()
		now := s.opts.now()
		to, err := time.ParseInLocation(clockLayout, b.DeviceDateTime, now.Location())
		count := len(s.receipts)
		early := err == nil && count > 0 && to.Before(s.receipts[count-1].Time.Truncate(time.Second))
		if err == nil && !early {
			s.drawer.shift = to.Sub(now)
			s.drawer.notef("clock %s", b.DeviceDateTime)
		}
		s.mu.Unlock()
		switch {
		case err != nil:
			return failed("E401", "deviceDateTime cannot be read")
		case early:
			return failed("E403", "the last receipt is later")
		}
		return s.done()
	}
}

// rawBody is one command of the device's own protocol.
type rawBody struct {
	RawRequest string `json:"rawRequest"`
}

// raw knows only V, the time of the last record in the fiscal memory, and answers it with
// the clock.
func (s *Server) raw(b rawBody) job {
	return func(string) reply {
		switch {
		case b.RawRequest == "":
			return failed("E401", "the request is empty")
		case b.RawRequest[0] != 'V':
			return failed("E402", "the command does not exist")
		}
		text := s.now().Format("02-01-2006 15:04:05")
		s.mu.Lock()
		s.drawer.notef("raw %s", b.RawRequest)
		s.mu.Unlock()
		out := s.done()
		out.RawResponse = &text
		return out
	}
}
