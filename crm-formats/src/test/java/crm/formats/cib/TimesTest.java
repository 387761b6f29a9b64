package crm.formats.cib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({"10,PT10S", "10s,PT10S", "500ms,PT0.5S", "2min,PT2M", "1h,PT1H", "P10S,PT10S", "PT1M,PT1M", "P1D,PT24H"
    })
    void durationsInEverySpelling(String text, Duration expected) {
        assertEquals(Optional.of(expected), Times.duration(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "ten", "10 parsecs", "-5", "99999999999999999999"})
    void whatIsNoDurationIsNone(String text) {
        assertEquals(Optional.empty(), Times.duration(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2005-020,2005-01-20T00:00:00Z",
        "2005-020T12:30,2005-01-20T12:30:00Z",
        "2014-05-07 00:28:00,2014-05-07T00:28:00Z",
        "2014-05-07T00:28:00+02:00,2014-05-06T22:28:00Z",
        "20140507T002800Z,2014-05-07T00:28:00Z",
        "2005-W03-4,2005-01-20T00:00:00Z"
    })
    void datesInEverySpelling(String text, Instant expected) {
        assertEquals(Optional.of(expected), Times.date(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2005-13-01", "2005-400", "2005-01-20T25:00"})
    void whatIsNoDateIsNone(String text) {
        assertEquals(Optional.empty(), Times.date(text));
    }

    @Test
    void anEpochOfZeroMeansThatNothingIsKnown() {
        assertEquals(Optional.empty(), Times.epoch("0"));
    }
}
