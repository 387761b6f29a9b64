package crm.agent.storage;

import crm.agent.action.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** A session of our own with a target, to ask it questions; it never reads or writes the disk. */
final class IscsiSession implements AutoCloseable {

    /** Distinguishes this session from the initiator's own, of the same name. "Random" format (RFC 7143, 11.12.5). */
    private static final byte[] SESSION_ID = {(byte) 0x80, 0x63, 0x72, 0x6d, 0, 1};

    private final Socket socket;
    private final DataInputStream in;
    private final Deadline deadline;
    private int tag = 1;
    private int nextCommand = 1;
    private int answered;

    private IscsiSession(Socket socket, Deadline deadline) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.deadline = deadline;
    }

    static IscsiSession open(Lun lun, Deadline deadline) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(lun.host(), lun.port()), millis(deadline));
            IscsiSession session = new IscsiSession(socket, deadline);
            session.logIn(lun);
            return session;
        } catch (IOException e) {
            socket.close();
            throw new IOException("target " + lun.target() + " at " + lun.portal() + ": " + e.getMessage(), e);
        }
    }

    private void logIn(Lun lun) throws IOException {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("InitiatorName", lun.initiator());
        keys.put("TargetName", lun.target());
        keys.put("SessionType", "Normal");
        keys.put("HeaderDigest", "None");
        keys.put("DataDigest", "None");
        send(IscsiPdu.login(SESSION_ID, nextCommand, keys));
        IscsiPdu.Incoming answer = receive();
        if (answer.operation() != IscsiPdu.LOGIN_RESPONSE || answer.loginStatus() != 0) {
            throw new IOException("login refused with status 0x" + Integer.toHexString(answer.loginStatus()));
        }
        if (!answer.loggedIn()) {
            throw new IOException("login not completed; does the target want a password?");
        }
    }

    /** Asks one question of a LUN. */
    ByteBuffer ask(int lun, ByteBuffer block, int longest) throws IOException {
        final int good = 0;
        final int checkCondition = 2;
        Answer answer = answer(lun, block, longest);
        // A new session's first command may only learn that something happened before; the next is answered.
        for (int attempt = 1; attempt < 3 && answer.status == checkCondition; attempt++) {
            answer = answer(lun, block, longest);
        }
        if (answer.status != good) {
            throw new IOException("refused a command with SCSI status 0x" + Integer.toHexString(answer.status));
        }
        return answer.data;
    }

    private record Answer(int status, ByteBuffer data) {}

    private Answer answer(int lun, ByteBuffer block, int longest) throws IOException {
        send(IscsiPdu.read(lun, tag++, nextCommand, answered, block, longest));
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        while (true) {
            IscsiPdu.Incoming unit = receive();
            switch (unit.operation()) {
                case IscsiPdu.SCSI_RESPONSE -> {
                    return new Answer(unit.status(), ByteBuffer.wrap(data.toByteArray()));
                }
                case IscsiPdu.DATA_IN -> {
                    byte[] part = new byte[unit.data().remaining()];
                    unit.data().get(part);
                    data.writeBytes(part);
                    if (unit.carriesStatus()) {
                        return new Answer(unit.status(), ByteBuffer.wrap(data.toByteArray()));
                    }
                }
                default -> throw new IOException("sent an unexpected unit 0x" + Integer.toHexString(unit.operation()));
            }
        }
    }

    private void send(byte[] pdu) throws IOException {
        socket.getOutputStream().write(pdu);
    }

    private IscsiPdu.Incoming receive() throws IOException {
        socket.setSoTimeout(millis(deadline));
        byte[] header = new byte[IscsiPdu.HEADER];
        in.readFully(header);
        ByteBuffer head = ByteBuffer.wrap(header);
        byte[] data = new byte[IscsiPdu.dataLength(head)];
        in.readFully(data);
        in.skipNBytes(IscsiPdu.padded(data.length) - data.length);
        IscsiPdu.Incoming unit = new IscsiPdu.Incoming(head, ByteBuffer.wrap(data));
        if (unit.operation() != IscsiPdu.DATA_IN || unit.carriesStatus()) {
            answered = unit.statusNumber() + 1;
        }
        nextCommand = unit.nextCommandNumber();
        return unit;
    }

    private static int millis(Deadline deadline) throws SocketTimeoutException {
        long left = deadline.remaining().toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        try (socket) {
            send(IscsiPdu.logout(tag, nextCommand, answered));
        }
    }
}
