package crm.fencing.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.fencing.snmp.PortReply.Absent;
import crm.fencing.snmp.PortReply.Nonsense;
import crm.fencing.snmp.PortReply.Reading;
import crm.fencing.snmp.PowerJudgement.Dark;
import crm.fencing.snmp.PowerJudgement.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Whatever a switch answers: nothing crashes, and only one very particular answer is ever taken for darkness. */
class PortReplyTest {

    private static final int INDEX = 3;
    private static final Memory TRUSTING = new Memory(false, true, true);

    @Property(tries = 5_000)
    void whateverIsAnsweredOnlyAPortThatIsDownOrHasNoLoadIsDark(@ForAll("answers") List<Variable> values) {
        List<VariableBinding> answer = answer(values);
        PortReply reply = PortReply.of(INDEX, answer);
        if (reply instanceof Reading reading && PowerJudgement.asFound("ether3", reading, TRUSTING) instanceof Dark) {
            boolean down = number(values.get(3)) == 2;
            boolean poeDark = number(values.get(6)) == 1 || number(values.get(6)) == 2;
            assertTrue(down || poeDark, () -> "taken for dark: " + answer);
            assertTrue(number(values.get(6)) != 3, () -> "dark though powered: " + answer);
        }
    }

    @Property(tries = 2_000)
    void anAnswerWithoutAllThatWasAskedIsNonsense(@ForAll("answers") List<Variable> values, @ForAll Random random) {
        List<VariableBinding> answer = new ArrayList<>(answer(values));
        VariableBinding dropped = answer.remove(3 + random.nextInt(2));
        PortReply reply = PortReply.of(INDEX, answer);
        // Without its status column nothing is a reading; a switch that says "no such instance" stays absent.
        assertTrue(reply instanceof Nonsense || reply instanceof Absent, () -> dropped + " missing, yet " + reply);
    }

    @Property(tries = 500)
    void anAnswerAboutAnotherPortIsNonsense(@ForAll("answers") List<Variable> values) {
        assertInstanceOf(Nonsense.class, PortReply.of(INDEX + 1, answer(values)));
    }

    @Example
    void aMissingInstanceIsAbsentAndNeverOff() {
        var values = PortRequest.read(INDEX, PoeTable.AUTO).stream()
                .map(binding -> (Variable) Null.noSuchInstance)
                .toList();
        assertEquals(new Absent(INDEX), PortReply.of(INDEX, answer(values)));
    }

    @Example
    void aFourthAdminStatusIsRefused() {
        for (int status : new int[] {0, 4, -1, Integer.MAX_VALUE}) {
            assertInstanceOf(Nonsense.class, PortReply.of(INDEX, answer(ordinary(new Integer32(status)))));
        }
        assertInstanceOf(Reading.class, PortReply.of(INDEX, answer(ordinary(new Integer32(2)))));
    }

    @Example
    void aPoeRowOfAnotherNameIsNonsense() {
        var values = new ArrayList<>(ordinary(new Integer32(2)));
        values.set(5, new OctetString("ether4"));
        assertInstanceOf(Nonsense.class, PortReply.of(INDEX, answer(values)));
    }

    @Provide
    Arbitrary<List<Variable>> answers() {
        Arbitrary<Variable> any = Arbitraries.of(
                new Integer32(0),
                new Integer32(1),
                new Integer32(2),
                new Integer32(3),
                new Integer32(7),
                new Integer32(-1),
                new Gauge32(0),
                new Gauge32(2),
                new Gauge32(118),
                new Gauge32(4_294_967_295L),
                new Counter64(2),
                new TimeTicks(2),
                new OctetString("ether3"),
                new OctetString("2"),
                new OctetString(new byte[] {(byte) 0xff, 0, 2}),
                new IpAddress("0.0.0.2"),
                new OID("1.3.2"),
                Null.noSuchInstance,
                Null.noSuchObject,
                Null.endOfMibView,
                new Null());
        Arbitrary<Variable> name = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just((Variable) new OctetString("ether3"))), Tuple.of(1, any));
        Arbitrary<Variable> small = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(1, 4).map(i -> (Variable) new Integer32(i))),
                Tuple.of(1, any));
        return Combinators.combine(name.list().ofSize(3), small, small, name, small, any)
                .as((names, admin, oper, poeName, poe, current) -> {
                    var values = new ArrayList<>(names);
                    values.addAll(List.of(admin, oper, poeName, poe, current));
                    return values;
                });
    }

    private static List<Variable> ordinary(Variable admin) {
        var name = new OctetString("ether3");
        return List.of(
                name, name, new OctetString(""), admin, new Integer32(2), name, new Integer32(1), new Gauge32(0));
    }

    private static List<VariableBinding> answer(List<Variable> values) {
        List<VariableBinding> asked = PortRequest.read(INDEX, PoeTable.AUTO);
        var answer = new ArrayList<VariableBinding>();
        for (int i = 0; i < asked.size(); i++) {
            answer.add(new VariableBinding(asked.get(i).getOid(), values.get(i)));
        }
        return answer;
    }

    private static long number(Variable variable) {
        return variable instanceof Integer32 || variable instanceof Gauge32 ? variable.toLong() : -1;
    }
}
