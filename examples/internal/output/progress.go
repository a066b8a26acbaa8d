package output

import (
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// Progress shows how far a run is: a bar with rate and remaining time on a
// terminal, plain lines with numbers elsewhere, nothing for a program. It is
// safe for concurrent use.
type Progress struct {
	out *Output

	mu    sync.Mutex
	bar   *progressbar.ProgressBar
	label string
	done  int
	total int
	told  int // the number of the last plain line
	began time.Time
	drawn time.Time
	now   func() time.Time
}

// barWidth leaves room for the numbers on a terminal of 80 cells.
const barWidth = 20

// drawnEvery is how long a drawing stands, so that nothing flickers.
const drawnEvery = 100 * time.Millisecond

// linesEvery is after how many records a plain line is due.
const linesEvery = 1000

// Progress begins to show progress on the second writer. Close it.
func (o *Output) Progress() *Progress { return &Progress{out: o, now: time.Now} }

// Step tells that done records of a part are through. total is 0 while it is
// not known. A part that begins again is another pass; within a pass the number
// never falls.
func (p *Progress) Step(label string, done, total int) {
	if p.out.opts.JSON {
		return
	}

	p.mu.Lock()
	defer p.mu.Unlock()

	if label != p.label || done <= 1 && p.done > 1 {
		p.finish()
		p.label, p.done, p.total, p.told, p.began = label, 0, 0, 0, p.now()
	}

	if done < p.done {
		return // a step of another goroutine that was overtaken
	}

	p.done, p.total = done, max(p.total, total)

	if p.out.terminal {
		p.draw()
	} else if done >= p.told+linesEvery {
		p.tell()
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

func (p *Progress) draw() {
	now := p.now()
	if p.bar != nil && p.done != p.total && now.Sub(p.drawn) < drawnEvery {
		return
	}

	p.drawn = now

	if p.bar == nil {
		most := -1
		if p.total > 0 {
			most = p.total
		}

		p.bar = progressbar.NewOptions(most,
			progressbar.OptionSetWriter(p.out.err), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(barWidth),
			// The bar's own numbers are English: the description has them instead.
			progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false),
			progressbar.OptionSetDescription(p.far()),
			progressbar.OptionSetRenderBlankState(true),
			progressbar.OptionSetSpinnerChangeInterval(0)) // or a goroutine of its own draws after Close
	}

	if p.total > 0 && p.bar.GetMax() != p.total {
		p.bar.ChangeMax(p.total)
	}

	_ = p.bar.Set(p.done) // a bar that cannot be drawn stops nothing

	p.bar.Describe(p.far())
}

// tell is the plain line: "goods 1000 of 2500".
func (p *Progress) tell() {
	p.told = p.done
	p.line(p.rows())
}

// finish ends a part: the bar goes, the plain lines end with the last number.
func (p *Progress) finish() {
	if p.bar != nil {
		_ = p.bar.Clear()
		_ = p.bar.Exit()
		p.bar = nil
	}

	if !p.out.terminal && p.done > p.told {
		p.tell()
	}
}

func (p *Progress) line(text string) { _, _ = io.WriteString(p.out.err, text+"\n") }
