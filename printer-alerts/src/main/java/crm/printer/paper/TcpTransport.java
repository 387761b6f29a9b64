package crm.printer.paper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

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
            try {
                int answer = socket.getInputStream().read();
                return answer < 0 ? PaperState.SILENT : question.meaning(answer);
            } catch (SocketTimeoutException silent) {
                return PaperState.SILENT;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
