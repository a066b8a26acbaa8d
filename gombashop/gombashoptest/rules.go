package gombashoptest

import (
	"encoding/json"
	"math"
	"strings"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// rule is what the contract says of one field of an object.
type rule struct {
	name   string
	needed bool
	check  check
}

func may(name string, c check) rule  { return rule{name, false, c} }
func must(name string, c check) rule { return rule{name, true, c} }

// object passes over fields that it has no rule for, so that clients may grow.
func object(rules ...rule) check {
	return func(at string, raw json.RawMessage) []wire.FieldError {
		var fields map[string]json.RawMessage
		if json.Unmarshal(raw, &fields) != nil || fields == nil {
			return wrong(at, "type", "%.40s is not an object", raw)
		}

		var problems []wire.FieldError

		for _, r := range rules {
			where := strings.TrimPrefix(at+"."+r.name, ".")

			value, named := fields[r.name]
			switch {
			case named:
				problems = append(problems, r.check(where, value)...)
			case r.needed:
				problems = append(problems, wrong(where, "required", "it is needed")...)
			}
		}

		return problems
	}
}

// naming is an object that names its record by one of the given fields.
func naming(by []string, rules ...rule) check {
	for _, name := range by {
		rules = append(rules, may(name, text()))
	}

	fields := object(rules...)

	return func(at string, raw json.RawMessage) []wire.FieldError {
		if problems := fields(at, raw); problems != nil {
			return problems
		}

		var ids map[string]any

		_ = json.Unmarshal(raw, &ids) // it is an object
		for _, name := range by {
			if id, isText := ids[name].(string); isText && id != "" {
				return nil
			}
		}

		return wrong(strings.TrimPrefix(at+"."+by[0], "."), "required", "none of %s is given", strings.Join(by, ", "))
	}
}

func ids() []string { return []string{"id", "external_id"} }

func byID(rules ...rule) check { return naming(ids(), rules...) }

func amount() check   { return number(4, "-999999999999999", "999999999999999") }
func price() check    { return nullable(number(4, "0", "999999999999999")) }
func quantity() check { return number(3, "-999999999999999", "999999999999999") }
func percent() check  { return nullable(number(4, "0", "100")) }
func taxGroup() check { return nullable(whole(1, 8)) }
func words() check    { return nullable(listOf(text())) }

// The rows and bodies of the contract, as openapi.yaml has them.

func categoryRule() check {
	return byID(may("parent_id", nullable(text())), may("name", filled()),
		may("position", nullable(whole(math.MinInt32, math.MaxInt32))), may("visible", nullable(boolean())))
}

// productRule takes how a row and its variants name their records.
func productRule(named func(...rule) check) check {
	return named(may("name", filled()), may("category_ids", words()), may("brand", nullable(text())),
		may("description_html", nullable(text())), may("tax_group", taxGroup()), may("vat_rate", percent()),
		may("visible", nullable(boolean())), may("is_new", nullable(boolean())), may("is_service", nullable(boolean())),
		may("option_names", words()), may("images", words()), may("variants", listOf(variantRule(named))))
}

func variantRule(named func(...rule) check) check {
	return named(may("sku", nullable(text())), may("barcode", nullable(text())), may("options", words()),
		may("price", price()), may("compare_at_price", price()), may("currency", nullable(currency())),
		may("quantity", nullable(quantity())), may("weight_g", nullable(whole(0, math.MaxInt32))), may("active", nullable(boolean())))
}

func stockRule() check {
	return naming([]string{"variant_id", "external_id", "sku"}, must("quantity", quantity()), must("as_of", moment()))
}

func customerRule() check {
	rules := []rule{
		may("type", oneOf("person", "company")), may("addresses", nullable(listOf(addressRule()))),
		may("price_group", nullable(whole(math.MinInt32, math.MaxInt32))), may("discount_percent", percent()),
	}
	for _, name := range []string{"name", "company", "eik", "vat_number", "mol", "email", "phone"} {
		rules = append(rules, may(name, nullable(text())))
	}

	return byID(rules...)
}

func addressRule() check {
	return object(may("kind", oneOf("billing", "shipping")),
		must("country", text()), must("city", text()), must("postcode", text()), must("line1", text()))
}

func mappingRule() check {
	return object(must("kind", oneOf("product", "variant", "category", "customer")), must("id", filled()), must("external_id", text()))
}

func refRule() check { return byID() }

func ackRule() check {
	return object(must("document_type", oneOf("order", "sale")), must("document_number", filled()), must("imported_at", moment()))
}

func usnRule() check {
	return object(must("usn", like(`^[A-Z]{2}[0-9]{6}-[0-9A-Z]{4}-[0-9]{7}$`, "a УНП such as DT279013-0001-0000001")))
}

func receiptRule() check {
	return object(must("type", oneOf("sale", "reversal")), must("number", filled()), must("issued_at", moment()), must("amount", amount()),
		must("currency", currency()), must("fiscal_memory", text()), must("device", filled()), must("usn", text()))
}

func currency() check { return like(`^[A-Z]{3}$`, "a currency of ISO 4217") }
