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

// describe is the answer to 5A: every maker has its own order. Of Datecs B and Eltrade
// it is the one that ErpNet.FP reads from their devices: the documents put the ФП before
// the number of the Datecs, and one field less into the Eltrade's answer.
func (d *ISL) describe(sum string) string {
	numbers := d.opts.device.Serial + "," + d.opts.device.FiscalMemory
	switch d.group {
	case DatecsB:
		return "DP-25,263453 08Nov18 1312," + sum + ",00000000," + numbers
	case Daisy:
		return "CompactM 4.01 011118 1312," + sum + ",0000,6," + numbers
	case Eltrade:
		return "A1,KL5101.1811.0.3,2.11 15Nov18 1553," + sum + ",0000," + numbers
	case Incotex:
		return "2.11 Jan 22 2019 14:00," + sum + ",0000,06," + numbers + ",284013911622147"
	default:
		return "FP-800,1.00BG 23NOV18 1312," + sum + ",00000000," + numbers
	}
}
