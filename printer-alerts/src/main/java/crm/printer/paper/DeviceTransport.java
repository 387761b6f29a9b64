package crm.printer.paper;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A printer behind a device file: USB ({@code /dev/usb/lp0}), Bluetooth ({@code /dev/rfcomm0}) or a serial line
 * ({@code /dev/ttyUSB0}). It is asked for its state where the device lets us read; many do not.
 *
 * @param path the device
 * @param baud the line's speed; empty to leave it as it is, which is right for everything but serial lines
 */
public record DeviceTransport(Path path, OptionalInt baud) implements PaperTransport {

    private static final long SETTING_SECONDS_MAX = 5;
    private static final Duration NOTHING_YET = Duration.ofMillis(50);

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public PaperLink open() throws IOException {
        if (!Files.exists(path)) {
            throw new IOException(path + " is not there");
        }
        if (isLine()) {
            makeTransparent();
        }
        RandomAccessFile both;
        try {
            both = new RandomAccessFile(path.toFile(), "rw");
        } catch (FileNotFoundException oneWay) {
            return new DeviceLink(FileChannel.open(path, StandardOpenOption.WRITE), Optional.empty());
        }
        // Opened once, as the kernel's USB printers allow no more; but a channel for each way, because a read that
        // waits would keep every write on the same one waiting. Whichever is closed first closes the device and both.
        FileChannel out = new FileOutputStream(both.getFD()).getChannel();
        FileChannel in = new FileInputStream(both.getFD()).getChannel();
        return new DeviceLink(out, Optional.of(new Answers(in, answers(in))));
    }

    private record Answers(FileChannel channel, BlockingQueue<Byte> bytes) {}

    /** Bluetooth and serial devices are terminals, which echo and translate line ends unless told not to. */
    private boolean isLine() {
        String name = path.getFileName().toString();
        return baud.isPresent() || name.startsWith("rfcomm") || name.startsWith("tty");
    }

    private void makeTransparent() throws IOException {
        var command = new ArrayList<>(List.of("stty", "-F", path.toString(), "raw", "-echo", "-ixon", "clocal"));
        baud.ifPresent(speed -> command.add(String.valueOf(speed)));
        try {
            Process stty = new ProcessBuilder(command).redirectErrorStream(true).start();
            stty.getOutputStream().close();
            if (!stty.waitFor(SETTING_SECONDS_MAX, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                throw new IOException(path + " cannot be set up: stty hangs");
            }
            if (stty.exitValue() != 0) {
                throw new IOException(path + " cannot be set up: "
                        + new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + path + " was set up", stopped);
        }
    }

    /** Reads in a thread of its own: a device has no timeout, and closing it is what ends a read. */
    private static BlockingQueue<Byte> answers(FileChannel channel) {
        var answers = new LinkedBlockingQueue<Byte>();
        Thread.ofPlatform().daemon().name("printer-answers").start(() -> {
            var one = ByteBuffer.allocate(1);
            try {
                while (channel.isOpen()) {
                    if (channel.read(one) > 0) {
                        answers.add(one.get(0));
                        one.clear();
                    } else {
                        // A USB printer may well say nothing, which is not the end.
                        Thread.sleep(NOTHING_YET);
                    }
                }
            } catch (IOException | InterruptedException closed) {
                // No more answers; whoever waits for one gives up by itself.
            }
        });
        return answers;
    }

    private record DeviceLink(FileChannel channel, Optional<Answers> answers) implements PaperLink {

        @Override
        public void write(byte[] bytes) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }

        @Override
        public PaperState ask(PaperQuestion question) throws IOException {
            if (answers.isEmpty()) {
                return PaperState.SILENT;
            }
            // What came unasked, or too late for an earlier question, is no answer to this one.
            BlockingQueue<Byte> bytes = answers.get().bytes();
            bytes.clear();
            write(question.bytes());
            long end = System.nanoTime() + ANSWER_MAX.toNanos();
            try {
                while (true) {
                    Byte answer = bytes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    if (answer == null) {
                        return PaperState.SILENT;
                    }
                    Optional<PaperState> meaning = question.meaning(answer & 0xff);
                    if (meaning.isPresent()) {
                        return meaning.get();
                    }
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return PaperState.SILENT;
            }
        }

        @Override
        public void close() throws IOException {
            if (answers.isPresent()) {
                answers.get().channel().close();
            }
            channel.close();
        }
    }
}
