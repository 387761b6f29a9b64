import crm.formats.cib.CibReader;
import crm.formats.cib.CibReading;
import crm.formats.simulate.Simulation;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Gives mutated CIBs to reader and engine: {@code Fuzz COUNT SEED FOLDER...}, the folders hold CIBs to start from. Each
 * input must give an answer or problems that name a place, in ten seconds; anything else is printed with its seed and
 * the input kept in the working directory. Exits with 1 if there was any.
 */
final class Fuzz {

    private static final long LIMIT_MILLIS = 10_000;
    private static final List<String> HOSTILE = List.of(
            "", " ", "0", "-1", "1", "2", "true", "false", "INFINITY", "-INFINITY", "+INFINITY", "999999999999999999999",
            "-999999999999999999999", "1000000", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "NaN",
            "1e9", "0x10", "P1Y", "PT0S", "P999999999Y", "1s", "1ms", "99999999999h", "Stopped", "Started", "Promoted",
            "Master", "Slave", "Unpromoted", "restart", "fence", "block", "demote", "stop", "ignore", "standby", "#uname",
            "#kind", "node1", "rsc0", "cl0", "a:b", ":0", "x:-1", "x:99999999999", "\u0000".isEmpty() ? "" : "é\u2028☃",
            "2026-13-45", "9999-12-31T23:59:60Z", "0000-00-00", "monitor", "start", "migrate_to", "migrate_from", "notify",
            "utilization", "balanced", "suicide", "freeze", "A".repeat(5000), "0:0;1:1:0:u", "-1:193;1:1:0:u", ";;;:::",
            "4:7;99999999999:-1:x:", "ocf", "stonith", "lsb", "{}", "<>&\"'");

    private final Random random;
    private final List<Document> seeds;
    private volatile long busySince = Long.MAX_VALUE;
    private volatile String current = "";

    private Fuzz(long seed, List<Document> seeds) {
        this.random = new Random(seed);
        this.seeds = seeds;
    }

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        var documents = new ArrayList<Document>();
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        for (int i = 2; i < arguments.length; i++) {
            try (Stream<Path> files = Files.list(Path.of(arguments[i]))) {
                for (Path file : files.sorted().toList()) {
                    if (file.toString().endsWith(".xml") && Files.size(file) < 40_000) {
                        documents.add(builder.parse(file.toFile()));
                    }
                }
            }
        }
        System.exit(new Fuzz(seed, documents).run(count, seed) ? 0 : 1);
    }

    private boolean run(int count, long seed) throws Exception {
        watch();
        var outcomes = new TreeMap<String, Integer>();
        var defects = new TreeMap<String, Integer>();
        for (int i = 0; i < count; i++) {
            byte[] input = mutated();
            current = new String(input, StandardCharsets.UTF_8);
            busySince = System.currentTimeMillis();
            String outcome = outcome(input);
            busySince = Long.MAX_VALUE;
            if (outcome.startsWith("DEFECT") && defects.merge(outcome, 1, Integer::sum) == 1) {
                Path kept = Path.of("fuzz-" + seed + "-" + i + ".xml");
                Files.write(kept, input);
                System.out.println(outcome + "  input " + i + " of seed " + seed + ", kept as " + kept);
            }
            outcomes.merge(outcome.startsWith("DEFECT") ? "defect" : outcome, 1, Integer::sum);
        }
        System.out.println(count + " mutated CIBs from " + seeds.size() + " originals, seed " + seed + ": " + outcomes);
        return defects.isEmpty();
    }

    /** Nothing can be asked of a thread that hangs: the whole process says so and ends. */
    private void watch() {
        var watch = new Thread(() -> {
            while (true) {
                if (System.currentTimeMillis() - busySince > LIMIT_MILLIS && busySince != Long.MAX_VALUE) {
                    System.out.println("DEFECT: no answer in " + LIMIT_MILLIS + " ms; input kept as fuzz-hang.xml");
                    for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
                        Stream.of(stack).filter(f -> f.getClassName().startsWith("crm.")).limit(12)
                                .forEach(frame -> System.out.println("    " + frame));
                    }
                    try {
                        Files.writeString(Path.of("fuzz-hang.xml"), current);
                        Thread.sleep(1);
                    } catch (Exception e) {
                        System.out.println(e);
                    }
                    Runtime.getRuntime().halt(1);
                }
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        watch.setDaemon(true);
        watch.start();
    }

    private static String outcome(byte[] input) {
        try {
            CibReading reading = CibReader.read(new ByteArrayInputStream(input));
            if (reading.cib().isEmpty()) {
                boolean placed = !reading.problems().isEmpty()
                        && reading.problems().stream().noneMatch(problem -> problem.place().isBlank());
                return placed ? "refused" : "DEFECT: refused without a place: " + reading.problems();
            }
            var simulation = Simulation.run(reading.cib().get(), Optional.empty(), Instant.EPOCH);
            simulation.summary();
            simulation.graph();
            simulation.scores();
            return "decided";
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError defect) {
            StackTraceElement[] stack = defect.getStackTrace();
            String where = Stream.of(stack)
                    .filter(frame -> frame.getClassName().startsWith("crm."))
                    .limit(3)
                    .map(StackTraceElement::toString)
                    .toList()
                    .toString();
            return "DEFECT: " + defect.getClass().getSimpleName() + " at " + where;
        }
    }

    private byte[] mutated() throws Exception {
        var document = (Document) seeds.get(random.nextInt(seeds.size())).cloneNode(true);
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            mutate(document);
        }
        var text = new StringWriter();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(text));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(12) == 0) {
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
        }
        return random.nextInt(60) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private void mutate(Document document) {
        Element one = any(document);
        Element other = any(document);
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> attribute(one).ifPresent(a -> a.setValue(HOSTILE.get(random.nextInt(HOSTILE.size()))));
            case 4 -> attribute(one).ifPresent(a -> one.removeAttribute(a.getName()));
            case 5 -> attribute(one).ifPresent(a -> {
                if (other.hasAttribute(a.getName())) {
                    a.setValue(other.getAttribute(a.getName()));
                }
            });
            case 6 -> {
                if (one.getParentNode() instanceof Element parent) {
                    parent.removeChild(one);
                }
            }
            case 7 -> {
                if (one.getParentNode() instanceof Element parent) {
                    parent.appendChild(one.cloneNode(true));
                }
            }
            case 8 -> {
                if (!contains(one, other)) {
                    other.appendChild(one.cloneNode(true));
                }
            }
            default -> {
                if (one.getTagName().equals("nvpair")) {
                    one.setAttribute("value", HOSTILE.get(random.nextInt(HOSTILE.size())));
                } else {
                    attribute(one).ifPresent(a -> one.setAttribute(a.getName(), attribute(other).map(Attr::getValue).orElse("")));
                }
            }
        }
    }

    private static boolean contains(Node outer, Node inner) {
        for (Node node = inner; node != null; node = node.getParentNode()) {
            if (node == outer) {
                return true;
            }
        }
        return false;
    }

    private Element any(Document document) {
        var all = document.getElementsByTagName("*");
        return (Element) all.item(random.nextInt(all.getLength()));
    }

    private Optional<Attr> attribute(Element element) {
        var attributes = element.getAttributes();
        return attributes.getLength() == 0
                ? Optional.empty()
                : Optional.of((Attr) attributes.item(random.nextInt(attributes.getLength())));
    }
}
