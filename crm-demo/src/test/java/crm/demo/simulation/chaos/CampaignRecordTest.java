package crm.demo.simulation.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.demo.simulation.chaos.Campaign.Finding;
import crm.demo.simulation.chaos.Verdict.Broken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night's campaign goes on where it was when somebody switched the machine off. */
class CampaignRecordTest {

    private static final Finding FINDING = new Finding(1500, new Broken("NeverActiveTwice", "ip is on two\nor so", ""));

    @TempDir
    private Path folder;

    @Test
    void withoutARecordItBeginsAtTheFirstSeed() throws IOException {
        assertEquals(17, new CampaignRecord(folder.resolve("night")).next(17));
    }

    @Test
    void goesOnAfterTheLastBlockThatWasPlayedToItsEnd() throws IOException {
        Path file = folder.resolve("night");
        new CampaignRecord(file).played(1, 1000, 9.5, List.of());
        new CampaignRecord(file).played(1001, 2000, 9.5, List.of(FINDING));
        Files.writeString(file, "seeds 2001 to 30", StandardOpenOption.APPEND);

        assertEquals(2001, new CampaignRecord(file).next(1));
        assertTrue(Files.readString(file).contains("seed 1500: NeverActiveTwice: ip is on two\n"));
    }
}
