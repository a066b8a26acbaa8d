package page

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/sklad/dsn"
)

func TestThePageHasEverySettingWithItsHelp(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)
	page := s.get()

	for _, one := range config.Describe() {
		require.Contains(t, page, `data-name="`+one.Name+`"`)
		require.Contains(t, unescaped(page), one.Help.BG, one.Name)
	}

	require.NotContains(t, page, "demo-key", "the key stays here")
	require.Regexp(t, `<label for="f-shop-url">`, page)
}

func unescaped(page string) string {
	return strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&amp;", "&", "&#43;", "+", "&lt;", "<", "&gt;", ">").Replace(page)
}

func TestListsComeFromBothSides(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)
	page := unescaped(s.get())

	require.Regexp(t, `(?s)<select id="f-import-object".*?<option value="1" selected>Служебен обект<`, page)
	require.Regexp(t, `name="import.statuses" value="confirmed" checked`, page)
	require.Regexp(t, `(?s)name="import.statuses" value="cancelled" disabled>.*?отказани поръчки`, page)
	require.Regexp(t, `(?s)name="export.goods_groups" value="[A-Z]+">\s*<label[^>]*>Облекло`, page)
	require.Regexp(t, `<option value="PriceOut2" selected>PriceOut2 – цена на дребно`, page)
	require.Regexp(t, `(?s)name="import.payment_map\[cod\]">.*?<option value="1">1\. `, page)
	require.Regexp(t, `name="import.vat_map\[20\]"`, page)
	require.NotContains(t, page, "не отговаря")

	require.NoError(t, s.DB.Close())
	require.NoError(t, os.Remove(s.File))
	s.Shop.Close()
	s.write(strings.Replace(s.text(), "url: ", "url: https://127.0.0.1:1/x # ", 1))

	page = unescaped(s.get())
	require.Contains(t, page, "Базата не отговаря и няма списък")
	require.Contains(t, page, "Магазинът не отговаря и няма списък")
	require.Regexp(t, `<input id="f-import-object" name="import.object" value="1"`, page)
	require.Regexp(t, `<textarea id="f-import-statuses" name="import.statuses.lines" rows="3"[^>]*>confirmed</textarea>`, page)
}

func TestSavingKeepsCommentsAndWritesOnlyWhatChanged(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)
	before := s.text()

	s.save("import.object=1", "import.statuses=", "import.statuses=confirmed", "shop.rate=1000", "export.price=PriceOut2",
		"import.start.every=1m", "export.goods=false", "export.goods=true", "import.payment_map[cod]=", "shop.key=", "export.grouping_field=Catalog3")
	require.Equal(t, before, s.text(), "nothing was changed")

	s.save("shop.rate=7", "import.payment_map[cod]=2", "import.payment_map[card]=", "export.goods=false", "limits.share=25",
		"import.statuses=", "import.statuses=confirmed", "import.statuses=new", "import.missing_item.lines=a, b\r\n\r\nc", "import.missing_good=item")

	values := s.values().Values
	require.Equal(t, "7", values["shop.rate"])
	require.Equal(t, "false", values["export.goods"])
	require.Equal(t, map[string]string{"cod": "2"}, values["import.payment_map"])
	require.Equal(t, []string{"confirmed", "new"}, values["import.statuses"])
	require.Equal(t, []string{"a, b", "c"}, values["import.missing_item"])
	require.Equal(t, "25", values["limits.share"])
	require.Contains(t, s.text(), "# The settings of the demonstration.")

	s.save("limits.share=", "import.payment_map[cod]=")
	require.NotContains(t, s.values().Values, "limits.share")
}

func TestFaultsStandBesideTheirFieldsAndNothingIsWritten(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)
	before := s.text()

	status, page := s.post("/settings", "shop.rate=many", "import.document=order", "shop.id=чуден")
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Equal(t, before, s.text())

	page = unescaped(page)
	require.Regexp(t, `name="shop.rate" value="many"[^>]*aria-invalid="true"`, page)
	require.Regexp(t, `id="f-shop-rate-fault">Напишете число от 1 до 1000\.<`, page)
	require.Regexp(t, `id="f-fiscal-smart-printer-enabled-fault">Поръчките нямат бон`, page)
	require.Contains(t, page, `value="чуден"`, "what was typed stays")
	require.Contains(t, page, "Полета за поправяне: 2.")
}

func TestFieldsOfThePrinterAndOfSUPTOComeWithTheirSwitch(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)
	away := regexp.MustCompile(`(?s)<template data-when="[a-z]+">.*?</template>`)

	shown := away.ReplaceAllString(s.get(), "")
	require.Contains(t, shown, "fiscal.smart_printer.host")
	require.Contains(t, shown, `name="fiscal.device_serial"`)

	s.save("fiscal.smart_printer.enabled=false", "warehouse.supto=no", "fiscal.device_serial=")

	shown = away.ReplaceAllString(s.get(), "")
	require.NotContains(t, shown, "fiscal.smart_printer.host")
	require.NotContains(t, shown, `name="fiscal.device_serial"`)
	require.NotContains(t, shown, `name="import.user"`)
	require.Equal(t, "127.0.0.1", s.values().Values["fiscal.smart_printer.host"], "what is not shown is not touched")

	_, page := s.post("/settings", "fiscal.smart_printer.enabled=true", "shop.rate=0")
	require.Contains(t, away.ReplaceAllString(page, ""), "fiscal.smart_printer.host")
}

func TestTwoTabsDoNotOverwriteOneAnother(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)
	first := s.values().Version

	s.save("shop.rate=9")
	before := s.text()

	status, page := s.post("/settings", "version="+first, "shop.rate=11", "limits.min=12")
	require.Equal(t, http.StatusConflict, status)
	require.Equal(t, before, s.text())
	require.Contains(t, page, "междувременно настройките са сменени")
	require.Contains(t, page, "Във файла сега: 9")
	require.Regexp(t, `name="limits.min" value="12"`, page)
	require.Contains(t, page, `name="version" value="`+s.values().Version+`"`, "a second look may save")
}

func TestTheConnectionIsTriedWithWhatIsTyped(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)
	before := s.text()

	_, page := s.post("/settings/test")
	require.Contains(t, page, "Базата отговаря: sqlite")
	require.Contains(t, page, "Магазинът отговаря: Демо магазин, EUR, модулът е включен.")
	require.Contains(t, page, "Всичко е наред: обект")

	_, page = s.post("/settings/test", "shop.key=wrong", "warehouse.dsn=sqlite:none.db")
	require.NotContains(t, page, "отговаря: ")
	require.Contains(t, page, "none.db")
	require.NotContains(t, page, `value="wrong"`)

	_, page = s.post("/settings/test", "import.object=99")
	require.Contains(t, page, "99")
	require.NotContains(t, page, "Всичко е наред: обект")
	require.Equal(t, before, s.text(), "nothing is saved")
}

func TestWhatAnotherTabSavedCanBeSeenAndRead(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)
	old := "version=" + s.values().Version

	s.save("compliance.eik=200000004", "import.payment_map[cod]=1", "import.payment_map[card]=2", "import.statuses.lines=confirmed\nnew")

	status, page := s.post("/settings", old, "compliance.eik=", "import.payment_map[cod]=", "import.payment_map[card]=",
		"import.statuses.lines=confirmed")
	require.Equal(t, http.StatusConflict, status)
	require.NotContains(t, page, "<details>", "what differs is not folded away")
	require.Contains(t, page, "Във файла сега: 200000004")
	require.Contains(t, page, "Във файла сега: card: 2, cod: 1")
	require.Contains(t, page, "Във файла сега: confirmed, new")
}

func TestAKeyGoesToWhereTheFileSaysItIs(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)

	s.save("shop.key=second")
	require.Contains(t, s.text(), "key: second")
	require.NotContains(t, s.get(), "second")

	s.save("shop.key=third", "shop.key_file=key.txt")
	require.NotContains(t, s.text(), "second", "it moved")

	data, err := os.ReadFile(filepath.Join(filepath.Dir(s.file), "key.txt"))
	require.NoError(t, err)
	require.Equal(t, "third\n", string(data))

	s.save("shop.key_file=", "shop.key_env=SET")
	status, page := s.post("/settings", "shop.key=fourth")
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Contains(t, page, "Ключът идва от променливата SET")

	s.save("shop.key=fourth", "shop.key_env=")
	require.Contains(t, s.text(), "key: fourth")

	s.write(strings.Replace(s.text(), "key: fourth", "key_env: NEVER_SET", 1))
	s.save("shop.key=fifth")
	require.Equal(t, map[string]bool{"shop.key": true, "warehouse.dsn": false}, s.values().Secrets)
}

func TestAKeyIsNotWrittenOverAnotherFile(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)
	before := s.text()

	status, page := s.post("/settings", "shop.key=third", "shop.key_file=g.yaml")
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Contains(t, page, "има друго съдържание")
	require.NotContains(t, page, "third")
	require.Equal(t, before, s.text())

	status, page = s.post("/settings", "warehouse.password=x", "warehouse.password_file=g.yaml")
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Contains(t, page, "има друго съдържание")
	require.Equal(t, before, s.text())
}

func TestThePasswordOfTheDatabaseIsKeptForItsServerAlone(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)
	s.write(regexp.MustCompile(`dsn: .*`).ReplaceAllString(s.text(), `dsn: "mysql://shop:s3cret@127.0.0.1:1/sklad"`))

	page := s.get()
	require.NotContains(t, page, "s3cret")
	require.Contains(t, page, `value="mysql://shop@127.0.0.1:1/sklad"`)

	s.save("warehouse.dsn=mysql://shop@127.0.0.1:1/other", "warehouse.password=")
	require.Contains(t, s.text(), "mysql://shop:s3cret@127.0.0.1:1/other")

	status, page := s.post("/settings", "warehouse.dsn=mysql://shop@127.0.0.2:1/other")
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Contains(t, page, "Напишете паролата отново")
	require.NotContains(t, page, "s3cret")

	s.save("warehouse.dsn=mysql://shop@127.0.0.2:1/other", "warehouse.password=n3w/")
	require.Contains(t, s.text(), "mysql://shop:n3w%2F@127.0.0.2:1/other")

	s.save("warehouse.password=n3wer", "warehouse.password_file=p.txt", "warehouse.dsn=mysql://shop:@127.0.0.2:1/other")
	require.FileExists(t, filepath.Join(filepath.Dir(s.file), "p.txt"))
	require.NotContains(t, s.text(), "n3w")
}

func TestTheDemonstrationKeepsWhatLeadsOutOfIt(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, true)
	before := s.text()

	page := s.get()
	require.Regexp(t, `id="f-shop-url"[^>]* disabled`, page)
	require.Contains(t, page, "Не се сменя: би извело извън демонстрацията.")

	s.save("shop.url=https://evil.example", "shop.key=x", "warehouse.dsn=sqlite:/etc/passwd", "fiscal.smart_printer.host=evil", "shop.key_file=/etc/passwd")
	require.Equal(t, before, s.text())
}

func TestAFieldIsTriedWhileItIsTyped(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)

	for fields, want := range map[string]string{
		"name=shop.rate&shop.rate=many":                    `{"ok":false,"message":"Напишете число от 1 до 1000."}`,
		"name=shop.rate&shop.rate=5":                       `{"ok":true,"message":""}`,
		"name=import.statuses&import.statuses=":            `"ok":false`,
		"name=import.vat_map&import.vat_map[20]=x":         `"ok":false`,
		"name=shop.key&shop.key=anything":                  `{"ok":true,"message":""}`,
		"name=nothing&nothing=1":                           `{"ok":true,"message":""}`,
		"name=fiscal.device_serial&fiscal.device_serial=x": `"ok":false`,
	} {
		status, body := s.post("/settings/check", strings.Split(fields, "&")...)
		require.Equal(t, http.StatusOK, status)
		require.Contains(t, body, want, fields)
	}
}

func TestAFileThatIsNoneIsExplained(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)
	s.write("shop: [\n")
	require.Contains(t, s.get(), "това не е файл с настройки")
}

func TestADatabaseWithoutTheLedgerSaysWhereItIsPrepared(t *testing.T) {
	t.Parallel()

	s := newSettingsWorld(t, false)
	empty := filepath.Join(filepath.Dir(s.file), "empty.db")
	address, err := dsn.Parse("sqlite:" + empty)
	require.NoError(t, err)

	db, err := warehouse.Create(t.Context(), address, true)
	require.NoError(t, err)
	require.NoError(t, db.Close())

	s.save("warehouse.dsn=sqlite:" + empty)
	require.Contains(t, s.get(), "Подготви базата")

	_, page := s.post("/settings/test")
	require.Contains(t, page, "Базата отговаря")
	require.Contains(t, page, "Подготви базата")
}
