package interview

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/usn"
)

// fiscal asks for the printer, and in an edition for СУПТО for the device whose
// number stands in the УНП.
func (i *Interview) fiscal(ctx context.Context) error {
	device, err := i.printer(ctx)
	if err != nil || !i.info.SUPTO {
		return err
	}

	err = i.fill(ctx, &i.filled.Device, question{
		text: lang.Of("Serial number of the fiscal device, for the УНП, such as DT279013",
			"Сериен номер на касовия апарат, за УНП, например DT279013"), def: device, optional: true,
	})
	if err != nil || i.filled.Device == "" {
		return err
	}

	return i.fill(ctx, &i.filled.Operator, question{
		text: lang.Of("Operator code in the УНП, 4 digits or Latin capitals", "Код на оператора в УНП, 4 цифри или латински главни букви"),
		def:  operator(i.filled.User),
	})
}

// operator is a user's code as the УНП has it, where it can be one.
func operator(user string) string {
	code, err := usn.OperatorCode(user)
	if err != nil {
		return "0001"
	}

	return code
}

// printer asks until a printer answers or none is wanted; it returns the number of
// the device.
func (i *Interview) printer(ctx context.Context) (string, error) {
	wanted := false

	for {
		yes, err := i.yes(ctx, lang.Of("Print receipts through Smart Printer", "Да се печатат ли бонове през Smart Printer"), wanted)
		if err != nil || !yes {
			i.filled.Printer = config.SmartPrinter{}

			return "", err
		}

		if err := i.askPrinter(ctx); err != nil {
			return "", err
		}

		device, err := i.tryPrinter(ctx)
		if err == nil {
			return device, nil
		}

		if ctx.Err() != nil {
			return "", ctx.Err()
		}

		i.again(err)

		wanted = true
	}
}

func (i *Interview) askPrinter(ctx context.Context) error {
	p := &i.filled.Printer
	p.Enabled = false // until it is whole
	port := "8001"

	if p.Port != 0 {
		port = number(p.Port)
	}

	var err error
	if p.Host, err = i.ask(ctx, question{text: lang.Of("Its address", "Адресът му"), def: cmp.Or(p.Host, "127.0.0.1")}); err != nil {
		return err
	}

	_, err = i.ask(ctx, question{text: lang.Of("Its port", "Портът му"), def: port, check: func(answer string) error {
		p.Port, err = portOf(answer)

		return err
	}})
	if err != nil {
		return err
	}

	options := make([]option, 0, len(config.Dialects()))
	for _, dialect := range config.Dialects() {
		options = append(options, option{dialect, dialectName(dialect)})
	}

	p.Dialect, err = i.choose(ctx, lang.Of("What speaks there", "Какво отговаря там"), options, cmp.Or(p.Dialect, options[0].value))
	p.Enabled = err == nil

	return err
}

// dialectName is what stands on the device.
func dialectName(dialect string) string {
	maker, isl := strings.CutPrefix(dialect, "isl-")

	switch {
	case dialect == "netfp":
		return "ErpNet.FP"
	case dialect == "zfp":
		return "Tremol"
	case isl:
		name := strings.ReplaceAll(maker, "-", " ")

		return strings.ToUpper(name[:1]) + name[1:]
	}

	return dialect
}

// tryPrinter asks the device how it is; nothing is printed.
func (i *Interview) tryPrinter(ctx context.Context) (string, error) {
	const short = 5 * time.Second

	ctx, cancel := context.WithTimeout(ctx, short)
	defer cancel()

	c, err := i.draft()
	if err != nil {
		return "", err
	}

	p, err := assembly.Printer(c.Fiscal)
	if err != nil {
		return "", err
	}

	defer func() { _ = p.Close() }()

	s, err := p.Status(ctx)
	if err != nil {
		return "", refuse(lang.Of("no fiscal device answers at "+c.Fiscal.SmartPrinter.Host+":"+number(c.Fiscal.SmartPrinter.Port),
			"на "+c.Fiscal.SmartPrinter.Host+":"+number(c.Fiscal.SmartPrinter.Port)+" не отговаря касов апарат"),
			lang.Of("look whether it is switched on and the address, port and dialect are right",
				"вижте дали е включен и верни ли са адресът, портът и видът"))
	}

	i.found(s)

	return s.Device, nil
}

func (i *Interview) found(s fiscal.Status) {
	name := strings.TrimSpace(s.Manufacturer + " " + s.Model)
	i.screen.Say(lang.Of("Found: %s.", "Намерен: %s."), strings.Join(known(name, s.Device), ", "))

	if !s.Ready {
		i.screen.WarnText("device_not_ready", lang.Of("the device is not ready to print; look at its paper and cover",
			"апаратът не е готов за печат; вижте хартията и капака"))
	}
}

// known leaves out what a device does not tell.
func known(words ...string) []string {
	var all []string

	for _, word := range words {
		if word != "" {
			all = append(all, word)
		}
	}

	return all
}

func number(n int) string { return strconv.Itoa(n) }

func portOf(text string) (int, error) {
	const most = 65535

	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, refuse(lang.Of(text+" is no port", text+" не е порт"),
			lang.Of("write a number from 1 to 65535", "напишете число от 1 до 65535"))
	}

	return n, nil
}
