package output

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// Progress shows how far a run is: a bar on a terminal, a plain line for every
// part and every so many records elsewhere, nothing for a program. It is safe
// for concurrent use.
type Progress struct {
	out *Output

	mu    sync.Mutex
	bar   *progressbar.ProgressBar
	label string
	told  int
}

// linesEvery is after how many records a plain line is due.
const linesEvery = 1000

// Progress begins to show progress on the second writer. Close it.
func (o *Output) Progress() *Progress { return &Progress{out: o} }

// Step tells that done records of a part are through. total is 0 while it is
// not known.
func (p *Progress) Step(label string, done, total int) {
	if p.out.opts.JSON {
		return
	}

	p.mu.Lock()
	defer p.mu.Unlock()

	if label != p.label {
		p.finish()
		p.label, p.told = label, 0

		if !p.out.terminal {
			p.line(label)
		}
	}

	if p.out.terminal {
		p.draw(done, total)

		return
	}

	if done >= p.told+linesEvery {
		p.told = done - done%linesEvery
		p.line(fmt.Sprintf("%s %d", label, done))
	}
}

// Note prints a line without disturbing the bar.
func (p *Progress) Note(line string) {
	if p.out.opts.JSON {
		return
	}

	p.mu.Lock()
	defer p.mu.Unlock()

	if p.bar != nil {
		_ = p.bar.Clear() // the next step draws it again
	}

	p.line(line)
}

// Close removes the bar.
func (p *Progress) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()

	p.finish()
}

func (p *Progress) draw(done, total int) {
	if p.bar == nil {
		p.bar = progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(p.out.err), progressbar.OptionSetDescription(p.label),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionEnableColorCodes(p.out.colour),
			progressbar.OptionSetRenderBlankState(true))
	}

	if total > 0 {
		p.bar.ChangeMax(total)
	}

	_ = p.bar.Set(done) // a bar that cannot be drawn stops nothing
}

func (p *Progress) finish() {
	if p.bar == nil {
		return
	}

	_ = p.bar.Clear()
	_ = p.bar.Exit()
	p.bar = nil
}

func (p *Progress) line(text string) { _, _ = io.WriteString(p.out.err, text+"\n") }
