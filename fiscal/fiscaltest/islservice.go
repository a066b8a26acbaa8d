package fiscaltest

import "strconv"

// beginService opens a service receipt.
func (d *ISL) beginService() (string, error) {
	switch {
	case d.noPaper:
		return "", d.printing()
	case d.open != nil || d.service:
		return "", object(notAllowed, "a receipt is open")
	}
	d.service = true
	return strconv.Itoa(d.day.documents), nil
}

func (d *ISL) serviceText(string) (string, error) {
	if !d.service {
		return "", object(notAllowed, "no service receipt is open")
	}
	return "", d.printing()
}

func (d *ISL) endService() (string, error) {
	if _, err := d.serviceText(""); err != nil {
		return "", err
	}
	d.service = false
	d.numbered()
	return strconv.Itoa(d.day.documents), nil
}

// describe is the answer to 5A.
func (d *ISL) describe(sum string) string {
	device := d.opts.device
	return "FP-800,1.00BG 23NOV18 1312," + sum + ",00000000," + device.Serial + "," + device.FiscalMemory
}
