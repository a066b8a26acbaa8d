package dsn

import (
	"net/url"
	"strconv"
	"strings"
)

// server is a URL taken apart. It is not parsed with net/url, whose errors
// repeat the text and the password with it.
type server struct {
	user, password       string
	host, port, instance string
	path                 string
	query                url.Values
}

func parseServer(e Engine, rest string) (DSN, error) {
	rest, ok := strings.CutPrefix(rest, "//")
	if !ok {
		return DSN{}, invalid("write " + string(e) + "://user:password@host/… with two slashes")
	}
	s, err := split(rest)
	if err != nil {
		return DSN{}, err
	}
	if e == SQLServer {
		return s.sqlserver()
	}
	return s.mysql()
}

// split cuts user:password@host:port/path?query.
func split(rest string) (server, error) {
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	authority, tail := rest[:end], rest[end:]
	path, query, _ := strings.Cut(tail, "?")
	if strings.Contains(path, "@") || strings.Contains(tail, "#") {
		return server{}, invalid("a / ? # or @ stands where it ends the user name or password: " +
			"write %2F for /, %3F for ?, %23 for #, %40 for @")
	}
	var s server
	if at := strings.LastIndex(authority, "@"); at >= 0 {
		user, password, _ := strings.Cut(authority[:at], ":")
		authority = authority[at+1:]
		var err error
		if s.user, err = unescape("user name", user); err != nil {
			return server{}, err
		}
		if s.password, err = unescape("password", password); err != nil {
			return server{}, err
		}
	}
	return s.located(authority, path, query)
}

// located adds everything behind the user.
func (s server) located(authority, path, query string) (server, error) {
	address, instance, _ := strings.Cut(authority, `\`)
	s.instance = instance
	var err error
	if s.host, s.port, err = hostPort(address); err != nil {
		return server{}, err
	}
	if s.path, err = unescape("path", strings.TrimPrefix(path, "/")); err != nil {
		return server{}, err
	}
	if s.query, err = url.ParseQuery(query); err != nil {
		return server{}, invalid("the parameters behind ? have a faulty escape: write % as %25 and ; as %3B")
	}
	return s, nil
}

func unescape(what, text string) (string, error) {
	plain, err := url.PathUnescape(text)
	if err != nil {
		return "", invalid("the " + what + " has a faulty escape: write % as %25")
	}
	if strings.ContainsRune(plain, 0) {
		return "", invalid("the " + what + " contains %00: remove it")
	}
	return plain, nil
}

func hostPort(address string) (host, port string, err error) {
	host = address
	if colon := strings.LastIndex(address, ":"); colon > strings.LastIndex(address, "]") {
		host, port = address[:colon], address[colon+1:]
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return "", "", invalid("the port is no number from 1 to 65535: write host:3306, " +
				"and : in a user name or password as %3A")
		}
	}
	if host == "" || strings.ContainsAny(host, " ()%") || strings.Contains(host, ":") != strings.HasPrefix(host, "[") {
		return "", "", invalid("the host is missing or not a name: write host, host:port or [IPv6]:port")
	}
	return host, port, nil
}

// mysql builds user:password@tcp(host:port)/database?parameters.
func (s server) mysql() (DSN, error) {
	switch {
	case s.path == "" || strings.Contains(s.path, "/"):
		return DSN{}, invalid("the database is missing: write mysql://user:password@host:3306/database")
	case s.instance != "":
		return DSN{}, invalid(`host\INSTANCE is for sqlserver: write mysql://user:password@host:3306/database`)
	case strings.Contains(s.user, ":"):
		return DSN{}, invalid("MySQL's driver allows no ':' in a user name: use another user")
	}
	port := s.port
	if port == "" {
		port = "3306"
	}
	d := DSN{Engine: MySQL, Host: s.host + ":" + port, Database: s.path, User: s.user}
	query := ""
	if len(s.query) > 0 {
		query = "?" + s.query.Encode()
	}
	return d.secret(s.password, func(password string) string {
		return s.user + ":" + password + "@tcp(" + d.Host + ")/" + url.PathEscape(s.path) + query
	}), nil
}

// sqlserver builds the driver's own URL.
func (s server) sqlserver() (DSN, error) {
	if s.instance != "" && s.path != "" || strings.Contains(s.path, "/") {
		return DSN{}, invalid(`behind the host stands more than one instance: write sqlserver://user:password@host\INSTANCE?database=NAME`)
	}
	if s.instance == "" {
		s.instance = s.path // host/INSTANCE is the driver's own spelling
	}
	if password := s.query.Get("password"); password != "" {
		s.password = password
	}
	s.query.Del("password")
	database := s.query.Get("database")
	if database == "" {
		return DSN{}, invalid("the database is missing: write sqlserver://user:password@host:1433?database=NAME")
	}
	host := s.host
	if s.port != "" {
		host += ":" + s.port
	}
	d := DSN{Engine: SQLServer, Host: host, Database: database, User: s.user}
	if s.instance != "" {
		d.Host += `\` + s.instance
	}
	return d.secret(s.password, func(password string) string {
		u := url.URL{Scheme: string(SQLServer), Host: host, RawQuery: s.query.Encode()}
		if s.instance != "" {
			u.Path = "/" + s.instance
		}
		if s.user != "" || password != "" {
			u.User = url.UserPassword(s.user, password)
		}
		return u.String()
	}), nil
}

// secret puts the password where no printing finds it: into a closure.
func (d DSN) secret(password string, build func(password string) string) DSN {
	d.driver = func() string { return build(password) }
	d.setPassword = func(other string) DSN { return d.secret(other, build) }
	return d
}
