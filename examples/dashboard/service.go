package main

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/kardianos/service"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// serviceCmd makes the page a service of Windows, or a unit of systemd.
type serviceCmd struct {
	place `embed:""`

	Do string `arg:"" enum:"install,uninstall,start,stop,restart,status" help:"${service_do}"`
}

// Run tells the system's service manager.
func (c serviceCmd) Run(a *app) error {
	s, err := service.New(idle{}, c.service())
	if err != nil {
		return serviceFault(err)
	}

	if c.Do == "status" {
		return a.serviceStatus(s)
	}

	if err := service.Control(s, c.Do); err != nil {
		return serviceFault(err)
	}

	a.out.Say(lang.Of("The service %s: %s is done.", "Услугата %s: %s е изпълнено."), serviceName, c.Do)

	return nil
}

func (a *app) serviceStatus(s service.Service) error {
	status, err := s.Status()

	switch {
	case errors.Is(err, service.ErrNotInstalled):
		a.out.Say(lang.Of("The service is not installed.", "Услугата не е инсталирана."))
	case err != nil:
		return serviceFault(err)
	case status == service.StatusRunning:
		a.out.Say(lang.Of("The service is running.", "Услугата работи."))
	default:
		a.out.Say(lang.Of("The service is stopped.", "Услугата е спряна."))
	}

	return nil
}

const serviceName = "skladmost-dashboard"

// service describes the service; it is started with the same place, by whole
// paths: a service has a working folder of its own.
func (p place) service() *service.Config {
	args := []string{"--addr", p.Addr, "--config", whole(p.Config), "--password-file", whole(p.passwordFile())}
	for _, host := range p.Hosts {
		args = append(args, "--host", host)
	}

	if p.Cert != "" || p.Key != "" {
		args = append(args, "--cert", whole(p.Cert), "--key", whole(p.Key))
	}

	return &service.Config{
		Name: serviceName, DisplayName: "skladmost", Description: "Склад Pro ↔ GombaShop", Arguments: args,
		Option: service.KeyValue{"Restart": "on-failure", "OnFailure": "restart", "DelayedAutoStart": true},
	}
}

func whole(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}

	return path
}

func serviceFault(err error) error {
	return &told{code: "service", cause: err, text: lang.Of("the service manager refuses", "системата за услуги отказва"),
		todo: lang.Of("run the command as administrator (Windows) or root (Linux)",
			"пуснете командата като администратор (Windows) или root (Linux)")}
}

// idle is the program of a command that only talks to the service manager.
type idle struct{}

// Start and Stop implement service.Interface.
func (idle) Start(service.Service) error { return nil }

// Stop is never asked.
func (idle) Stop(service.Service) error { return nil }

// managed runs the page for a service manager.
type managed struct {
	serve  func(context.Context) error
	cancel context.CancelFunc
	done   chan error
}

// manage works until the service manager says stop.
func (p place) manage(serve func(context.Context) error) error {
	m := &managed{serve: serve, done: make(chan error, 1)}

	s, err := service.New(m, p.service())
	if err != nil {
		return serviceFault(err)
	}

	if err := s.Run(); err != nil {
		return err
	}

	return <-m.done
}

// Start must not block.
func (m *managed) Start(s service.Service) error {
	ctx, cancel := context.WithCancel(context.Background())
	m.cancel = cancel

	go func() {
		err := m.serve(ctx)
		m.done <- err

		if err != nil && ctx.Err() == nil {
			_ = s.Stop() // it cannot work: the manager should know
		}
	}()

	return nil
}

// Stop waits for the record in hand.
func (m *managed) Stop(service.Service) error {
	m.cancel()
	m.done <- <-m.done // Run returns it

	return nil
}
