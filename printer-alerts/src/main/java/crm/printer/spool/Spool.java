package crm.printer.spool;

import crm.printer.spool.Job.State;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs in a directory, one file each. How far a job got is the ending of its file's name, so that a change of it is one
 * rename, which a crash leaves done or undone but never half done. The directory is all the state there is; one process at
 * a time may use it.
 *
 * <p>Threads take turns: a directory that is listed while a file in it gets another name may show that file under both
 * names or under neither, and a receipt that seems not to be there would be printed again.
 */
public final class Spool {

    private static final Logger log = LoggerFactory.getLogger(Spool.class);

    /** Printed jobs kept for those who want to look. */
    private static final int PRINTED_KEPT = 50;

    private final Path directory;
    private final int waitingMax;

    private Spool(Path directory, int waitingMax) {
        this.directory = directory;
        this.waitingMax = waitingMax;
    }

    /**
     * Opens a spool; what an earlier life left there is taken up.
     *
     * @param directory made if it is not there
     * @param waitingMax more jobs than this are not taken
     * @throws IOException if the directory cannot be made or read
     */
    public static Spool open(Path directory, int waitingMax) throws IOException {
        Files.createDirectories(directory);
        var spool = new Spool(directory, waitingMax);
        spool.removeUnfinished();
        return spool;
    }

    /** The job of that number, however far it got. */
    public synchronized Optional<Job> job(int number) throws IOException {
        return jobs().stream().filter(job -> job.number() == number).findFirst();
    }

    /** The job with the highest number; printed ones are kept for a while, so there is one once anything was printed. */
    public synchronized Optional<Job> newest() throws IOException {
        return jobs().stream().reduce((before, after) -> after);
    }

    /** Jobs that are to be printed and not known to be on paper, in the order in which they are to be. */
    public synchronized List<Job> unprinted() throws IOException {
        return jobs().stream()
                .filter(job -> job.state() == State.WAITING || job.state() == State.SENDING)
                .toList();
    }

    /** Jobs of which nobody has said yet whether they are to be printed. */
    public synchronized List<Job> held() throws IOException {
        return jobs().stream().filter(job -> job.state() == State.HELD).toList();
    }

    /**
     * Holds a new job, in the place of one that was held under its number. When this returns, it survives a loss of power.
     *
     * @return the job that is kept: an earlier one of that number if it is not held any more
     * @throws IOException if it cannot be kept, or too many wait already
     */
    public synchronized Job hold(JobFile content) throws IOException {
        Optional<Job> before = job(content.number()).filter(job -> job.state() != State.HELD);
        if (before.isPresent()) {
            return before.get();
        }
        if (unprinted().size() >= waitingMax) {
            throw new IOException(waitingMax + " receipts wait already; no more are taken");
        }
        new DurableFile(path(content.number(), State.HELD)).replace(content.toBytes());
        return new Job(content.number(), content.hash(), content.written(), State.HELD);
    }

    /** The bytes that print a job, without start, remarks and end. */
    public synchronized byte[] body(Job job) throws IOException {
        return JobFile.parse(Files.readAllBytes(path(job.number(), job.state())))
                .body();
    }

    /** A held job is to be printed. */
    public synchronized void release(Job job) throws IOException {
        moved(job, State.WAITING);
    }

    /** A held job is not to be printed. */
    public synchronized void discard(Job job) throws IOException {
        Files.deleteIfExists(path(job.number(), State.HELD));
    }

    /** Notes that the printer is about to get the job's first byte. */
    public synchronized Job begun(Job job) throws IOException {
        return moved(job, State.SENDING);
    }

    /** Notes that nothing of a begun job reached the printer. */
    public synchronized Job notBegun(Job job) throws IOException {
        return moved(job, State.WAITING);
    }

    /** Notes that the printer has got all of the job. */
    public synchronized void printed(Job job) throws IOException {
        moved(job, State.PRINTED);
        List<Job> printed =
                jobs().stream().filter(other -> other.state() == State.PRINTED).toList();
        for (Job old : printed.subList(0, Math.max(0, printed.size() - PRINTED_KEPT))) {
            Files.deleteIfExists(path(old.number(), State.PRINTED));
        }
    }

    private Job moved(Job job, State state) throws IOException {
        if (job.state() != state) {
            Path to = path(job.number(), state);
            Files.move(path(job.number(), job.state()), to, StandardCopyOption.ATOMIC_MOVE);
            new DurableFile(to).settle();
        }
        return new Job(job.number(), job.hash(), job.written(), state);
    }

    private List<Job> jobs() throws IOException {
        var jobs = new ArrayList<Job>();
        for (State state : State.values()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ending(state))) {
                for (Path file : files) {
                    read(file, state).ifPresent(jobs::add);
                }
            }
        }
        jobs.sort(Comparator.comparingInt(Job::number));
        return jobs;
    }

    /** A file that cannot be read must not keep the others from being printed: it is set aside, for a person. */
    private Optional<Job> read(Path file, State state) throws IOException {
        try {
            JobFile content = JobFile.parse(Files.readAllBytes(file));
            return Optional.of(new Job(content.number(), content.hash(), content.written(), state));
        } catch (IllegalArgumentException broken) {
            Path aside = file.resolveSibling(file.getFileName() + ".broken");
            log.error("{} is not a spooled receipt ({}), set aside as {}", file, broken.getMessage(), aside);
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return Optional.empty();
        }
    }

    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + DurableFile.UNFINISHED)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private Path path(int number, State state) {
        return directory.resolve(String.format(Locale.ROOT, "%08d", number) + ending(state));
    }

    private static String ending(State state) {
        return "." + state.name().toLowerCase(Locale.ROOT);
    }
}
