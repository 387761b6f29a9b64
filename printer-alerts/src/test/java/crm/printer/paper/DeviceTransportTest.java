package crm.printer.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crm.emulator.paper.PaperPrinter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A printer behind a device, by a pseudo terminal: the same line discipline that a serial or Bluetooth device has. */
class DeviceTransportTest {

    /** Carries bytes between a new terminal and the printer's port; the terminal's name is linked to where we want it. */
    private static final String BRIDGE = """
            import os, pty, select, socket, sys
            master, slave = pty.openpty()
            os.symlink(os.ttyname(slave), sys.argv[1])
            printer = socket.create_connection(("127.0.0.1", int(sys.argv[2])))
            while True:
                for ready in select.select([master, printer], [], [])[0]:
                    if ready == master: printer.sendall(os.read(master, 4096))
                    else:
                        data = printer.recv(4096)
                        if not data: sys.exit()
                        os.write(master, data)
            """;

    @TempDir
    Path directory;

    @Test
    @Timeout(60)
    void whatIsSentOverALineArrivesUnchangedAndTheStateComesBack() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "SKIPPED: python3 is not installed");
        var anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Path device = directory.resolve("rfcomm0");
        Path roll = directory.resolve("roll.bin");
        try (var paper = new PaperPrinter(anywhere, directory)) {
            Process bridge = new ProcessBuilder(
                            "python3",
                            "-c",
                            BRIDGE,
                            device.toString(),
                            String.valueOf(paper.address().getPort()))
                    .redirectErrorStream(true)
                    .start();
            try {
                for (Instant end = Instant.now().plusSeconds(20); !Files.exists(device); Thread.sleep(20)) {
                    assertTrue(Instant.now().isBefore(end), "no terminal");
                }
                var bytes = new byte[256];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) i;
                }
                try (PaperLink link =
                        PaperTransport.of(device, OptionalInt.of(9600)).open()) {
                    assertEquals(1, timesOpen(device), "a USB printer's driver refuses a second opening");
                    assertEquals(PaperState.READY, link.ask(PaperQuestion.NOW));
                    paper.takePaperOut();
                    assertEquals(PaperState.OUT, link.ask(PaperQuestion.NOW));
                    paper.loadPaper();
                    assertEquals(PaperState.READY, link.ask(PaperQuestion.ONCE_PRINTED));
                    Files.delete(roll);
                    // A raster of 255 bytes in a row: every byte there is, line ends and flow control among them.
                    link.write(new byte[] {0x1d, 'v', '0', 0, 0, 1, 1, 0});
                    link.write(bytes);
                    assertEquals(PaperState.READY, link.ask(PaperQuestion.ONCE_PRINTED));
                }
                assertEquals(0, timesOpen(device), "closed, though its reader was waiting");
                byte[] arrived = Files.readAllBytes(roll);
                assertArrayEquals(bytes, Arrays.copyOfRange(arrived, 8, 8 + 256));
            } finally {
                bridge.destroyForcibly();
            }
        }
    }

    /** A printer that takes nothing any more: the attempt is ended by closing, or the device stays taken for ever. */
    @Test
    @Timeout(60)
    void closingEndsAWriteAndAReadThatHang() throws Exception {
        Path device = directory.resolve("lp0");
        Process pipe = new ProcessBuilder("mkfifo", device.toString()).start();
        assertEquals(0, pipe.waitFor());
        PaperLink link = new DeviceTransport(device, OptionalInt.empty()).open();
        var ended = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                // The reader of answers takes a little of it back; the rest fills the pipe.
                while (true) {
                    link.write(new byte[1 << 20]);
                }
            } catch (IOException closed) {
                ended.countDown();
            }
        });
        Thread.sleep(300);
        link.close();
        assertTrue(ended.await(20, TimeUnit.SECONDS), "the write still hangs");
        assertEquals(0, timesOpen(device));
    }

    private static long timesOpen(Path device) throws IOException {
        Path real = device.toRealPath();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(file -> {
                        try {
                            return Files.readSymbolicLink(file).equals(real);
                        } catch (IOException closedMeanwhile) {
                            return false;
                        }
                    })
                    .count();
        }
    }

    @Test
    void aSettingNamesAnAddressADeviceASerialLineOrAFile() {
        assertInstanceOf(TcpTransport.class, PaperTransport.named("printer.local:9100"));
        assertInstanceOf(FileTransport.class, PaperTransport.named(directory + "/roll"));
        assertEquals(
                new DeviceTransport(Path.of("/dev/ttyUSB0"), OptionalInt.of(9600)),
                PaperTransport.named("/dev/ttyUSB0@9600"));
        assertEquals(
                new DeviceTransport(Path.of("/dev/usb/lp0"), OptionalInt.empty()),
                PaperTransport.named("/dev/usb/lp0"));
        assertThrows(IllegalArgumentException.class, () -> PaperTransport.named("printer"));
    }

    @Test
    void aDeviceThatIsNotThereIsSaidAndNotMade() {
        var missing = PaperTransport.named("/dev/usb/lp-that-is-not-there");
        assertTrue(assertThrows(IOException.class, missing::open).toString().contains("is not there"));
    }
}
