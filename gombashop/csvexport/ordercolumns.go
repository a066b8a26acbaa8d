package csvexport

// The heads of an order export, which has 32 columns.
const (
	headNumber          = "Номер на поръчката"
	headStatus          = "Статус"
	headPayment         = "Избран метод за плащане"
	headPaidAt          = "Дата на плащане"
	headPaid            = "Платена"
	headPerson          = "Лице за доставка"
	headDelivery        = "Начин за доставка"
	headToCity          = "Град за доставка"
	headToAddress       = "Адрес за доставка"
	headToPostcode      = "Пощенски код за доставка"
	headToPhone         = "Телефон за доставка"
	headNote            = "Бележка на клиента"
	headInvoice         = "Клиентът има нужда от фактура"
	headCompany         = "Фирма"
	headEIK             = "ЕИК"
	headVATNumber       = "ИН по ЗДДС"
	headInvoiceAddress  = "Адрес за фактура"
	headInvoiceCity     = "Град за фактура"
	headCustomer        = "Клиент"
	headCity            = "Град"
	headAddress         = "Адрес"
	headPostcode        = "Пощенски код"
	headPhone           = "Телефон"
	headEmail           = "Имейл"
	headDiscountType    = "Тип отстъпка"
	headPromoCode       = "Промокод"
	headLines           = "Продукти"
	headItemsTotal      = "Общо продукти"
	headDeliveryTotal   = "Доставка"
	headDiscountTotal   = "Отстъпка"
	headGrandTotal      = "Обща стойност"
	headNumberOld       = "№ на поръчка"
	headPaymentOld      = "Начин на плащане"
	headPaidOld         = "Платено"
	headDeliveryOld     = "Начин на доставка"
	headDiscountOldName = "Обща отстъпка"
)

// orderColumns gives each column its names in today's and in the older layout.
// The delivery's post code stands before the customer's: today both are called
// "Пощенски код", and the first of them is the delivery's.
func orderColumns() []column {
	return []column{
		needed(headNumber, headNumberOld), needed(headStatus), optional(headDate),
		optional(headPayment, headPaymentOld), optional(headPaidAt), optional(headPaid, headPaidOld),
		optional(headPerson), optional(headDelivery, headDeliveryOld), optional(headToCity), optional(headToAddress),
		optional(headToPostcode, headPostcode), optional(headToPhone), optional(headNote),
		optional(headInvoice), optional(headCompany), optional(headEIK), optional(headVATNumber),
		optional(headInvoiceAddress), optional(headInvoiceCity),
		optional(headCustomer), optional(headCity), optional(headAddress), optional(headPostcode),
		optional(headPhone), optional(headEmail),
		optional(headDiscountType), optional(headPromoCode), optional(headLines),
		optional(headItemsTotal), optional(headDeliveryTotal), optional(headDiscountTotal, headDiscountOldName), needed(headGrandTotal),
	}
}

func order(r *row) Order {
	o := Order{
		Line: r.line, Number: r.must(headNumber), Status: r.text(headStatus), Created: r.moment(headDate), Note: r.text(headNote),
		DiscountType: r.text(headDiscountType), PromoCode: r.text(headPromoCode), Lines: r.lines(headLines),
	}
	o.Payment = Payment{Method: r.text(headPayment), Paid: r.yes(headPaid), PaidAt: r.moment(headPaidAt)}
	o.Delivery = Delivery{
		Method: r.text(headDelivery), Person: r.text(headPerson), City: r.text(headToCity), Address: r.text(headToAddress),
		Postcode: r.text(headToPostcode), Phone: r.text(headToPhone),
	}
	o.Invoice = Invoice{
		Wanted: r.yes(headInvoice), Company: r.text(headCompany), EIK: r.text(headEIK), VATNumber: r.text(headVATNumber),
		Address: r.text(headInvoiceAddress), City: r.text(headInvoiceCity),
	}
	o.Customer = Customer{
		Name: r.text(headCustomer), City: r.text(headCity), Address: r.text(headAddress), Postcode: r.text(headPostcode),
		Phone: r.text(headPhone), Email: r.text(headEmail),
	}
	o.Totals = Totals{
		Items: r.amount(headItemsTotal), Delivery: r.amount(headDeliveryTotal), Discount: r.amount(headDiscountTotal),
		Grand: r.price(headGrandTotal),
	}
	o.Currency = r.currency

	return o
}
