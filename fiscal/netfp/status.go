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
	info, err := p.device(ctx, "status")
	if err != nil {
		return fiscal.Status{}, err
	}
	var r reply
	if err := p.question(ctx, "status", nil, &r, "printers", p.id, "status"); err != nil {
		return fiscal.Status{}, err
	}
	now, _ := p.deviceTime(r.DeviceDateTime)
	return fiscal.Status{
		Ready: r.OK != nil && bool(*r.OK), Device: strings.ToUpper(info.Serial),
		FiscalMemory: info.FiscalMemory, Time: now,
		Manufacturer: info.Manufacturer, Model: info.Model, Firmware: info.Firmware,
		TextMax: info.TextMax, CommentMax: info.CommentMax,
		Payments: info.Payments, Messages: r.messages(),
	}, nil
}

// device is the description of the device, and that it is still the same one.
func (p *Printer) device(ctx context.Context, op string) (Device, error) {
	var d Device
	if err := p.question(ctx, op, nil, &d, "printers", p.id); err != nil {
		return Device{}, err
	}
	if !strings.EqualFold(d.Serial, p.info.Serial) {
		return Device{}, offline(op, p.id, "another device answers: "+d.Serial+" instead of "+p.info.Serial,
			"connect the right device, or open the printer anew")
	}
	return d.named(p.id), nil
}
