package crm.printer.paper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;

/**
 * A printer in the network, usually at port 9100.
 *
 * @param address looked up anew for each job
 */
public record TcpTransport(InetSocketAddress address) implements PaperTransport {

    private static final int CONNECT_MS_MAX = 3000;

    @Override
    public String name() {
        return address.getHostString() + ":" + address.getPort();
    }

    @Override
    public PaperLink open() throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), CONNECT_MS_MAX);
            socket.setSoTimeout((int) ANSWER_MAX.toMillis());
            return new TcpLink(socket);
        } catch (IOException unreachable) {
            socket.close();
            throw unreachable;
        }
    }

    private record TcpLink(Socket socket) implements PaperLink {

        @Override
        public void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        public PaperState ask(PaperQuestion question) throws IOException {
            write(question.bytes());
            long end = System.nanoTime() + ANSWER_MAX.toNanos();
            while (System.nanoTime() < end) {
                Optional<PaperState> meaning = Optional.empty();
                try {
                    int answer = socket.getInputStream().read();
                    if (answer < 0) {
                        return PaperState.SILENT;
                    }
                    meaning = question.meaning(answer);
                } catch (SocketTimeoutException silent) {
                    return PaperState.SILENT;
                }
                if (meaning.isPresent()) {
                    return meaning.get();
                }
            }
            return PaperState.SILENT;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
