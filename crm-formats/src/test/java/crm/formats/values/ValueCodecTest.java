package crm.formats.values;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.control.Caller;
import crm.control.Reply;
import crm.control.Request;
import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.model.Score;
import crm.port.Message;
import crm.status.StatusView;
import crm.transition.Transition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueCodecTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final ValueCodec codec = new ValueCodec();

    record Inventory(
            NodeName owner, Optional<String> note, List<Score> scores, SequencedMap<NodeName, Duration> delays) {}

    static Stream<Class<?>> everythingThatTravels() {
        return Stream.of(
                        Stream.of(AgreedState.class, StatusView.class, Transition.class, Caller.class),
                        RandomValues.members(Entry.class),
                        RandomValues.members(Message.class),
                        RandomValues.members(Request.class),
                        RandomValues.members(Reply.class))
                .flatMap(types -> types);
    }

    @ParameterizedTest
    @MethodSource("everythingThatTravels")
    void readsBackWhatItWrote(Class<?> type) throws MalformedValue {
        for (long seed = 0; seed < 40; seed++) {
            Object value = new RandomValues(seed).value(type, 9);
            byte[] bytes = codec.write(value);
            Object again = codec.read(bytes, type);
            assertEquals(value, again, "seed " + seed);
            assertArrayEquals(bytes, codec.write(again), "seed " + seed);
        }
    }

    @Test
    void readsAFamilyByTheTag() throws MalformedValue {
        Entry entry = new Entry.QuarantineEnded(NOON, new NodeName("pi2"), "ann");
        assertEquals(
                "{\"@type\":\"QuarantineEnded\",\"at\":\"2026-11-21T12:00:00Z\",\"node\":\"pi2\",\"by\":\"ann\"}",
                codec.writeText(entry));
        assertEquals(entry, codec.read(codec.write(entry), Entry.class));
        assertEquals(List.of(entry, entry), codec.readList(codec.write(List.of(entry, entry)), Entry.class));
    }

    @Test
    void writesTheSameWhateverTheOrderOfReflection() {
        var delays = new LinkedHashMap<NodeName, Duration>();
        delays.put(new NodeName("pi2"), Duration.ofMillis(1500));
        delays.put(new NodeName("pi1"), Duration.ZERO);
        var inventory =
                new Inventory(new NodeName("pi1"), Optional.empty(), List.of(Score.INFINITY, Score.ZERO), delays);
        assertEquals(
                "{\"owner\":\"pi1\",\"scores\":[1000000,0],\"delays\":{\"pi2\":\"PT1.5S\",\"pi1\":\"PT0S\"}}",
                codec.writeText(inventory));
        assertEquals(codec.writeText(inventory), new ValueCodec().writeText(inventory));
    }

    @Test
    void writesANumberedInstance() throws MalformedValue {
        var instance = InstanceId.of(new ResourceId("web"), 1);
        assertEquals("{\"resource\":\"web\",\"number\":1}", codec.writeText(instance));
        assertEquals(instance, codec.read("{\"resource\":\"web\",\"number\":1}", InstanceId.class));
    }

    @Test
    void refusesAnUnknownType() {
        assertRefused(
                "{\"@type\":\"NodeExploded\"}", Entry.class, "there is no Entry 'NodeExploded'; there are [Config");
        assertRefused("{\"at\":\"x\"}", Entry.class, "the first field must be @type");
        assertRefused("{}", Entry.class, "the first field must be @type");
        assertRefused("[]", Entry.class, "expected an object, found a list");
        assertRefused("null", Entry.class, "expected an object, found null");
        assertRefused("", Entry.class, "expected an object, found the end");
    }

    @Test
    void refusesUnknownMissingAndRepeatedFields() {
        String start = "{\"@type\":\"QuarantineEnded\",\"at\":\"2026-11-21T12:00:00Z\",\"node\":\"pi1\"";
        assertRefused(start + "}", Entry.class, "(QuarantineEnded): QuarantineEnded lacks the field 'by'");
        assertRefused(
                start + ",\"bye\":\"ann\"}",
                Entry.class,
                "(QuarantineEnded): QuarantineEnded has no field 'bye'; it has [at, node, by]");
        assertRefused(start + ",\"node\":\"pi2\"}", Entry.class, "the field 'node' stands there twice");
    }

    @Test
    void readsWhatWasWrittenBeforeARecordGrew() throws MalformedValue {
        record Grown(String name, List<String> colours, SequencedMap<String, Integer> sizes, Optional<String> note) {}
        assertEquals(
                new Grown("a", List.of(), new LinkedHashMap<>(), Optional.empty()),
                codec.read("{\"name\":\"a\"}", Grown.class));
        assertEquals(
                "{\"name\":\"a\",\"colours\":[],\"sizes\":{}}",
                codec.writeText(new Grown("a", List.of(), new LinkedHashMap<>(), Optional.empty())));
        assertRefused("{\"colours\":[]}", Grown.class, "lacks the field 'name'");
    }

    @Test
    void saysWhereAWrongValueStands() {
        assertRefused(
                "{\"owner\":\"pi1\",\"scores\":[0,\"much\"],\"delays\":{}}",
                Inventory.class,
                "scores[1]: expected an integer, found a text");
        assertRefused(
                "{\"owner\":\"pi1\",\"scores\":[0],\"delays\":{\"pi2\":\"soon\"}}",
                Inventory.class,
                "delays.pi2: 'soon' is not a duration such as PT1.5S");
        assertRefused(
                "{\"owner\":\"p i\",\"scores\":[],\"delays\":{}}", Inventory.class, "owner: not a NodeName: node name");
        assertRefused("{\"owner\":\"a\",\"scores\":[2000000],\"delays\":{}}", Inventory.class, "out of range");
    }

    @Test
    void refusesWhatFollowsAndWhatIsCut() {
        String whole = codec.writeText(new Caller("ann", true));
        assertRefused(whole + " {}", Caller.class, "something follows");
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            assertThrows(MalformedValue.class, () -> codec.read(cut, Caller.class), cut);
        }
    }

    @Test
    void refusesBytesThatAreNotText() {
        byte[] bytes = codec.writeText(new Caller("ann", true)).getBytes(StandardCharsets.UTF_8);
        bytes[9] = (byte) 0xff;
        assertThrows(MalformedValue.class, () -> codec.read(bytes, Caller.class));
    }

    @Test
    void refusesToWriteWhatItCouldNotRead() {
        record Odd(StringBuilder text) {}
        record Gap(List<Optional<String>> gaps) {}
        assertThrows(IllegalArgumentException.class, () -> codec.write(new Odd(new StringBuilder())));
        assertThrows(IllegalArgumentException.class, () -> codec.write(new Gap(List.of(Optional.empty()))));
    }

    @Test
    void keepsTextThatIsNotQuiteUnicode() throws MalformedValue {
        var caller = new Caller("\uD800", true);
        assertEquals(caller, codec.read(codec.write(caller), Caller.class));
    }

    @Test
    void refusesAMemberWhereAnotherIsWanted() {
        String text = codec.writeText(new Entry.QuarantineEnded(NOON, new NodeName("pi2"), "ann"));
        assertRefused(text, Entry.NodeLeft.class, "expected a NodeLeft, found a QuarantineEnded");
    }

    @Test
    void endsAtDepthsThatNobodyNeeds() {
        String deep =
                "{\"@type\":\"Nested\",\"rule\":{\"id\":\"r\",\"combination\":\"AND\",\"conditions\":[".repeat(2000);
        assertThrows(MalformedValue.class, () -> codec.read(deep, crm.model.Rule.Condition.class));
    }

    private void assertRefused(String text, Class<?> type, String why) {
        var refusal = assertThrows(MalformedValue.class, () -> codec.read(text, type));
        assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
    }
}
