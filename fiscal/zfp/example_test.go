package zfp_test

import (
	"errors"
	"fmt"

	"github.com/skladmost/skladmost/fiscal/zfp"
)

// A status question, and what a device says when it is well.
func Example() {
	b, err := zfp.EncodeFrame(zfp.Frame{NBL: 0x20, Cmd: 0x20})
	fmt.Printf("% X %v\n", b, err)
	f, err := zfp.DecodeFrame([]byte("\x06 0020\n"))
	fmt.Printf("%v %s %v\n", f.Ack, f.Data, err)
	_, err = zfp.DecodeFrame([]byte("\x06 0021\n"))
	fmt.Println(errors.Is(err, zfp.ErrFrame))
	// Output:
	// 02 23 20 20 32 33 0A <nil>
	// true 00 <nil>
	// true
}
