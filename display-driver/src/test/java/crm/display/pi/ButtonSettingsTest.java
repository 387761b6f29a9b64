package crm.display.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ButtonSettingsTest {

    private static ButtonMain.Settings settings(Map<String, String> given) {
        var properties = new Properties();
        properties.putAll(given);
        return ButtonMain.Settings.of(properties);
    }

    @Test
    void withoutSettingsNothingIsArmed() {
        ButtonMain.Settings usual = settings(Map.of());
        assertFalse(usual.armed());
        assertEquals(List.of(), usual.mistakes());
    }

    @Test
    void everyMistakeIsNamedAndAMisspeltArmIsNotArmed() {
        ButtonMain.Settings wrong = settings(Map.of("armed", "YES!", "button", "28", "lamp", "5", "colour", "red"));
        assertFalse(wrong.armed());
        String all = String.join("\n", wrong.mistakes());
        for (String expected : List.of(
                "colour is no setting", "armed is 'YES!'", "button is '28'", "button and lamp are both at pin 5")) {
            assertTrue(all.contains(expected), all);
        }
    }
}
