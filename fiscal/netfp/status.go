package netfp

import (
	"context"
	"strings"

	"github.com/skladmost/skladmost/fiscal"
)

// Status asks the server for the device and the device for its state. Its errors are
// [fiscal.ErrOffline]; a device that answers but cannot print is a Status that is
// not Ready.
func (p *Printer) Status(ctx context.Context) (fiscal.Status, error) {
	var info deviceInfo
	if err := p.question(ctx, "status", nil, &info, "printers", p.id); err != nil {
		return fiscal.Status{}, err
	}
	if !strings.EqualFold(info.SerialNumber, p.info.SerialNumber) {
		return fiscal.Status{}, offline("status", p.id,
			"another device answers: "+info.SerialNumber+" instead of "+p.info.SerialNumber,
			"connect the right device, or open the printer anew")
	}
	var r reply
	if err := p.question(ctx, "status", nil, &r, "printers", p.id, "status"); err != nil {
		return fiscal.Status{}, err
	}
	now, _ := p.deviceTime(r.DeviceDateTime)
	return fiscal.Status{
		Ready: r.OK != nil && bool(*r.OK), Device: strings.ToUpper(info.SerialNumber),
		FiscalMemory: info.FiscalMemory, Time: now,
		Manufacturer: info.Manufacturer, Model: info.Model, Firmware: info.FirmwareVersion,
		TextMax: info.ItemTextMaxLength, CommentMax: info.CommentTextMaxLength,
		Payments: info.payments(), Messages: r.messages(),
	}, nil
}

func (p *Printer) printers(ctx context.Context) (map[string]deviceInfo, error) {
	var found map[string]deviceInfo
	if err := p.question(ctx, "open", nil, &found, "printers"); err != nil {
		return nil, err
	}
	return found, nil
}
