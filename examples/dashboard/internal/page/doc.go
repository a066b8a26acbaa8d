// Package page draws the dashboard: the pages Начало, Настройки, Преглед,
// Съпоставяне, Поръчки, Бонове and Дневник, in Bulgarian and English.
//
//	p, err := page.New(page.Options{Control: c})
//	http.Handle("/", guard.Handler(p))
//
// Each page has a file of its own with its handlers, its words in both languages
// (words_….go) and its template (templates/….html), which holds no word for a
// person: {{t "home.title"}} asks for it. Every page works without JavaScript;
// static/dashboard.js only adds live progress and comfort.
package page
