package page

// withoutSUPTO takes the device's number out of the file when СУПТО is switched
// off: it is for УНП alone, and its field is not on the page then.
func (f *form) withoutSUPTO() {
	const serial = "fiscal.device_serial"

	if f.sent != nil && f.now("warehouse.supto") == "no" && f.now(serial) != "" && !f.locked(serial) {
		f.changes[serial] = nil
	}
}
