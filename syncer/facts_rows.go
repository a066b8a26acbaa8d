package syncer

import (
	"context"
	"errors"
	"strconv"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// readGuest resolves import.guest_partner: by code, then by name.
func (r *run) readGuest(ctx context.Context) error {
	name := r.cfg.Import.GuestPartner
	if name == "" {
		return nil
	}

	for _, q := range []sklad.PartnerQuery{{Code: name}, {Company: name}} {
		found, err := r.cfg.Warehouse.FindPartners(ctx, q)
		if err != nil {
			return err
		}

		if len(found) == 1 {
			r.facts.guest = found[0]

			return nil
		}

		if len(found) > 1 {
			return &Problem{Code: text.UnknownPartner, Record: "import.guest_partner", Err: sklad.ErrAmbiguous,
				Args: map[string]string{"partner": name, "candidates": partnerNames(found)}}
		}
	}

	return &Problem{Code: text.UnknownPartner, Record: "import.guest_partner", Args: map[string]string{"partner": name, "candidates": "0"}}
}

// checkVATMap refuses VAT groups that the database does not have: a good in
// such a group could not be sold.
func (r *run) checkVATMap(context.Context) error {
	var errs []error

	for rate, id := range r.cfg.Import.VATMap {
		if _, ok := r.facts.rates[sklad.VATGroupID(id)]; !ok {
			errs = append(errs, &Problem{Code: text.UnknownVATGroup, Record: "import.vat_map",
				Args: map[string]string{"rate": rate, "group": strconv.FormatInt(id, 10)}})
		}
	}

	return errors.Join(errs...)
}

// checkDeliveryGood looks whether the good of setting h is one service.
func (r *run) checkDeliveryGood(ctx context.Context) error {
	if r.cfg.Import.DeliveryGood == "" || !r.cfg.Import.DeliveryItem {
		return nil
	}

	found, err := r.cfg.Warehouse.FindGoods(ctx, sklad.GoodQuery{Code: r.cfg.Import.DeliveryGood})
	if err != nil {
		return err
	}

	_, err = oneService(found, "import.delivery_good", r.cfg.Import.DeliveryGood)

	return err
}

// oneService is the only service among goods that were found by a code or name.
// A good with stock never stands for a service: its stock would be sold.
func oneService(found []sklad.Good, record, name string) (sklad.Good, error) {
	var services []sklad.Good

	for _, g := range found {
		if g.Type.IsService() && !g.Deleted {
			services = append(services, g)
		}
	}

	args := map[string]string{"code": name, "candidates": goodNames(found)}

	switch {
	case len(services) == 1:
		return services[0], nil
	case len(services) > 1:
		return sklad.Good{}, &Problem{Code: text.SeveralServices, Record: record, Args: args}
	case len(found) > 0:
		return sklad.Good{}, &Problem{Code: text.NotAService, Record: record, Args: args}
	}

	return sklad.Good{}, &Problem{Code: text.NoDeliveryGood, Record: record, Args: args}
}

// supto tells whether sales need a УНП.
func (r *run) supto() bool {
	return r.cfg.Fiscal.SUPTO == SUPTOYes || r.cfg.Fiscal.SUPTO == SUPTOAuto && r.facts.info.SUPTO
}

// checkSUPTO holds settings a and p to what the warehouse is.
func (r *run) checkSUPTO(context.Context) error {
	switch {
	case !r.supto() && r.cfg.Fiscal.DeviceSerial != "":
		return &Problem{Code: text.SUPTORequired, Record: "fiscal.device_serial"}
	case r.supto() && r.cfg.Import.Document == DocumentSale && r.cfg.Fiscal.DeviceSerial == "":
		return &Problem{Code: text.DeviceSerialMissing, Record: "fiscal.device_serial"}
	}

	return nil
}

// checkDevice refuses a device whose numbers another program gives too, unless
// that is meant (fiscal.shared_device).
func (r *run) checkDevice(ctx context.Context) error {
	device := r.cfg.Fiscal.DeviceSerial
	if device == "" || r.cfg.Fiscal.SharedDevice || r.cfg.Import.Document != DocumentSale {
		return nil
	}

	seq, err := r.cfg.Warehouse.ForeignUSN(ctx, device, r.cfg.Fiscal.Range)
	if err != nil || seq == 0 {
		return err
	}

	return &Problem{Code: text.ForeignDeviceNumbers, Record: "fiscal.device_serial",
		Args: map[string]string{"device": device, "number": strconv.FormatUint(uint64(seq), 10)}}
}
