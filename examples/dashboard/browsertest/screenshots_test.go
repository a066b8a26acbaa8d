package browsertest

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/dashboard/internal/guard"
)

// TestScreenshots takes a picture of every page, in both languages and sizes, for
// people to look at. SKLADMOST_SCREENSHOTS names the folder.
func TestScreenshots(t *testing.T) {
	folder := os.Getenv("SKLADMOST_SCREENSHOTS")
	if folder == "" {
		t.Skip("SKLADMOST_SCREENSHOTS names no folder for the pictures")
	}

	require.NoError(t, os.MkdirAll(folder, 0o750))

	file := filepath.Join(t.TempDir(), "password")
	require.NoError(t, guard.SetPassword(file, password))

	x := newTab(t, start(t, "--demo"))
	x.watch.allow("no-such-page")

	all := visit(x)

	y := newTab(t, start(t, "--demo", "--password-file", file))

	for _, language := range []string{"bg", "en"} {
		x.language(language)

		for _, one := range all {
			x.pictures(folder, one, language)
		}

		x.size(laptop)
		x.open("/settings#part-import")
		x.shoot(filepath.Join(folder, "settings-import-"+language+"-"+laptop.name+".png"))

		x.scheme("dark")
		x.open("/")
		x.picture(filepath.Join(folder, "home-dark-"+language+"-"+laptop.name+".png"), laptop)
		x.scheme("light")
		running(t, folder, language)

		y.open("/lang?to=" + language + "&back=/login")
		y.open("/login")
		y.pictures(folder, page{"login", "/login"}, language)
	}
}

// running takes the first page in the middle of an export, which is held for as
// long as the picture takes.
func running(t *testing.T, folder, language string) {
	t.Helper()

	world, x := lived(t)
	held := world.Gate.Hold(http.MethodPost, "/products/bulk", 0)

	x.language(language)
	x.open("/")
	x.click("#start-export")
	arrives(t, held)
	x.until("the progress", exportRuns)
	x.shoot(filepath.Join(folder, "home-running-"+language+"-"+laptop.name+".png"))
}

func (x *tab) pictures(folder string, one page, language string) {
	x.t.Helper()

	for _, s := range []screen{laptop, phone} {
		x.size(s)
		x.open(one.path)
		x.picture(filepath.Join(folder, strings.Join([]string{one.name, language, s.name}, "-")+".png"), s)
	}
}

// picture is of the whole page, however long.
func (x *tab) picture(file string, s screen) {
	x.t.Helper()
	x.size(s)

	// As high as the page: what sticks to an edge of the window does not cover it.
	s.height = max(s.height, read[int64](x, `document.documentElement.scrollHeight`))
	x.size(s)

	x.shoot(file)
}

// shoot takes what is in the window.
func (x *tab) shoot(file string) {
	x.t.Helper()

	data, err := chromedp.Run(x.ctx, chromedp.CaptureScreenshot())
	require.NoError(x.t, err)
	require.NoError(x.t, os.WriteFile(file, smaller(x.t, data), 0o600))
}

// smaller is a picture with few colours: pages have no more, and the file is a
// third.
func smaller(t *testing.T, data []byte) []byte {
	t.Helper()

	whole, err := png.Decode(bytes.NewReader(data))
	require.NoError(t, err)

	few := image.NewPaletted(whole.Bounds(), commonest(whole))
	draw.Draw(few, few.Rect, whole, whole.Bounds().Min, draw.Src)

	var out bytes.Buffer

	require.NoError(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, few))

	return out.Bytes()
}

// commonest are the 256 colours that most points of a picture have.
func commonest(of image.Image) color.Palette {
	count := map[color.RGBA]int{}

	for y := of.Bounds().Min.Y; y < of.Bounds().Max.Y; y++ {
		for x := of.Bounds().Min.X; x < of.Bounds().Max.X; x++ {
			if c, ok := color.RGBAModel.Convert(of.At(x, y)).(color.RGBA); ok {
				count[c]++
			}
		}
	}

	all := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int { return cmp.Compare(count[b], count[a]) })

	var few color.Palette
	for _, c := range all[:min(256, len(all))] {
		few = append(few, c)
	}

	return few
}
