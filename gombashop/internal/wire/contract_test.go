package wire

import (
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// schemas are the objects of openapi.yaml and what this package calls them.
func schemas() map[string]any {
	return map[string]any{
		"StatusList": List[Status]{}, "CategoryList": List[Category]{}, "ProductList": List[Product]{}, "CustomerList": List[Customer]{},
		"OrderList": List[Order]{}, "VoucherList": List[Voucher]{}, "PromoCodeList": List[PromoCode]{}, "Page": Page{},
		"CategoryBulk": Bulk[CategoryPatch]{}, "ProductBulk": Bulk[ProductPatch]{}, "CustomerBulk": Bulk[CustomerPatch]{},
		"StockBulk": Bulk[StockRow]{}, "MappingBulk": Bulk[Mapping]{}, "RefBulk": Bulk[Ref]{}, "BulkAnswer": BulkAnswer{}, "Result": Result{},
		"ErrorBody": ErrorBody{}, "ErrorInfo": ErrorInfo{}, "FieldError": FieldError{}, "Ping": Ping{}, "Status": Status{},
		"StatusRef": StatusRef{}, "Category": Category{}, "CategoryPatch": CategoryPatch{}, "Product": Product{}, "Variant": Variant{},
		"ProductPatch": ProductPatch{}, "VariantPatch": VariantPatch{}, "StockRow": StockRow{}, "Ref": Ref{}, "Mapping": Mapping{},
		"Customer": Customer{}, "CustomerPatch": CustomerPatch{}, "Address": Address{}, "Order": Order{}, "Payment": Payment{}, "Item": Item{},
		"Discount": Discount{}, "Delivery": Delivery{}, "Fee": Fee{}, "Totals": Totals{}, "Ack": Ack{}, "USN": USN{}, "Receipt": Receipt{},
		"Voucher": Voucher{}, "PromoCode": PromoCode{},
	}
}

// schema is an object of the document: its fields, and those that are required.
type schema struct{ fields, required []string }

// document reads the objects out of the text, whose form is always the same.
func document(t *testing.T) map[string]schema {
	t.Helper()

	data, err := os.ReadFile("../../openapi.yaml")
	require.NoError(t, err)

	_, text, found := strings.Cut(string(data), "\n  schemas:\n")
	require.True(t, found)

	all := map[string]schema{}
	name, required, field := regexp.MustCompile(`(?m)^    (\w+):$`), regexp.MustCompile(`(?m)^      required: \[([^\]]*)\]`), regexp.MustCompile(`(?m)^        (\w+):`)

	starts := name.FindAllStringSubmatchIndex(text, -1)
	for i, at := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}

		object := text[at[1]:end]
		if !strings.Contains(object, "\n      type: object\n") {
			continue // a text
		}

		var s schema
		if found := required.FindStringSubmatch(object); found != nil {
			s.required = strings.FieldsFunc(found[1], func(r rune) bool { return strings.ContainsRune(", \n", r) })
		}

		_, properties, _ := strings.Cut(object, "\n      properties:\n")
		for _, found := range field.FindAllStringSubmatch(properties, -1) {
			s.fields = append(s.fields, found[1])
		}

		all[text[at[2]:at[3]]] = s
	}

	return all
}

// TestEveryFieldIsInTheContract holds the structs against openapi.yaml: the same
// fields, and those that are always written are those that are required.
func TestEveryFieldIsInTheContract(t *testing.T) {
	t.Parallel()

	documented, structs := document(t), schemas()
	require.ElementsMatch(t, slices.Collect(maps.Keys(documented)), slices.Collect(maps.Keys(structs)))

	for name, s := range documented {
		var fields, always []string

		for field := range reflect.TypeOf(structs[name]).Fields() {
			tag, options, _ := strings.Cut(field.Tag.Get("json"), ",")
			fields = append(fields, tag)

			if options == "" {
				always = append(always, tag)
			}
		}

		require.ElementsMatch(t, s.fields, fields, name)
		require.ElementsMatch(t, s.required, always, name)
	}
}

// TestEveryCodeIsInTheContract compares the codes of this package with those of
// openapi.yaml.
func TestEveryCodeIsInTheContract(t *testing.T) {
	t.Parallel()

	data, err := os.ReadFile("../../openapi.yaml")
	require.NoError(t, err)

	codes := []string{
		CodeUnauthorized, CodeForbidden, CodeModuleDisabled, CodeNotFound, CodeValidationFailed, CodeConflict, CodeIdempotencyConflict,
		CodeUSNAlreadySet, CodeRateLimited, CodeInternal,
	}
	listed := strings.Contains(string(data), "description: '"+strings.Join(codes, ", ")+"; more may come'")
	require.True(t, listed, "%q", codes)

	for _, code := range codes {
		answers := strings.Contains(string(data), "`"+code+"`")
		require.True(t, answers, "an answer that has %s", code)
	}
}
