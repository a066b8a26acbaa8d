package explain

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/gombashop"
)

// otherPlace tells an address at which something else than the shop's API
// answers. A record that the shop does not have is a matter of the engine and
// never ends a run.
func otherPlace(e *gombashop.Error) bool {
	return e.Code == gombashop.CodeNotFound || e.Code == gombashop.CodeBadResponse && e.Status == http.StatusNotFound
}

// shop is an error of the shop for which the engine has no problem.
func (r Reader) shop(e *gombashop.Error) output.Notice {
	n := output.Notice{
		Code:    string(e.Code),
		Message: lang.Of("the shop answered with an error", "магазинът отговори с грешка").In(r.Lang) + " (" + r.brief(e) + ")",
		Remedy:  e.Remedy,
	}

	switch {
	case otherPlace(e):
		n.Message = lang.Of("there is no shop at this address", "на този адрес няма магазин").In(r.Lang) + " (" + r.brief(e) + ")"
		n.Remedy = lang.Of("correct shop.url: it is the address from the shop and ends in /api/microinvest/v1",
			"поправете shop.url: това е адресът от магазина и завършва с /api/microinvest/v1").In(r.Lang)
	case r.Lang == lang.BG:
		n.Remedy = "пуснете пак; ако се повтаря, дайте номера на заявката на поддръжката на магазина"
	}

	return n
}

// Shop is why a request to the shop failed, for the middle of a sentence.
func (r Reader) Shop(err error) string {
	if e, ok := errors.AsType[*gombashop.Error](err); ok {
		return r.brief(e)
	}

	return r.Cause(err)
}

// brief is what happened, without operation and remedy.
func (r Reader) brief(e *gombashop.Error) string {
	if reason := r.network(e); reason != "" {
		return reason
	}

	switch {
	case r.Lang == lang.BG:
	case e.Status == 0:
		return e.Message
	case e.Code != gombashop.CodeUnauthorized: // its message is about a signature
		return e.Message + ", HTTP " + strconv.Itoa(e.Status)
	}

	var parts []string
	if e.Status != 0 {
		parts = append(parts, "HTTP "+strconv.Itoa(e.Status))
	}

	for _, d := range e.Details {
		parts = append(parts, lang.Of("field ", "поле ").In(r.Lang)+d.Field+": "+d.Message)
	}

	if e.RequestID != "" {
		parts = append(parts, lang.Of("request ", "заявка ").In(r.Lang)+e.RequestID)
	}

	return strings.Join(parts, ", ")
}

// network says why no connection came about; "" when it is not that.
func (r Reader) network(err error) string {
	var (
		name        *net.DNSError
		dial        *net.OpError
		timeout     net.Error
		certificate *x509.UnknownAuthorityError
		host        x509.HostnameError
	)

	where := ""
	if errors.As(err, &dial) && dial.Addr != nil {
		where = " " + dial.Addr.String()
	}

	switch {
	case errors.As(err, &name):
		return lang.Of("no such host ", "няма такъв сървър ").In(r.Lang) + name.Name
	case errors.Is(err, syscall.ECONNREFUSED):
		return lang.Of("nothing listens at", "никой не слуша на").In(r.Lang) + where
	case errors.As(err, &certificate), errors.As(err, &host):
		return lang.Of("the certificate is not the shop's", "сертификатът не е на магазина").In(r.Lang)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return lang.Of("no answer in time", "няма отговор навреме").In(r.Lang) + where
	case dial != nil:
		return lang.Of("the connection broke", "връзката прекъсна").In(r.Lang) + where
	}

	return ""
}
