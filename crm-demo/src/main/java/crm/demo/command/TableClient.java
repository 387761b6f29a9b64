package crm.demo.command;

import crm.demo.table.Layout;
import crm.demo.table.Refused;
import crm.demo.table.TableView;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Gives orders to the keeper of a table, over its control socket. */
public final class TableClient {
    private final Layout layout;

    public TableClient(Layout layout) {
        this.layout = layout;
    }

    /**
     * Gives an order and waits for its full effect.
     *
     * @param words as after {@code crm table}, such as {@code unplug pi2}
     * @return the sentence that says what was done
     * @throws Refused if the order was not understood or makes no sense now
     * @throws IOException if no keeper answers
     */
    public String order(String... words) throws IOException {
        return order(List.of(words));
    }

    /** As {@link #order(String...)}. */
    public String order(List<String> words) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(layout.controlSocket()));
            channel.write(ByteBuffer.wrap((String.join(" ", words) + "\n").getBytes(StandardCharsets.UTF_8)));
            var answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            if (answer.startsWith(TableSocket.DONE)) {
                return answer.substring(TableSocket.DONE.length()).strip();
            }
            if (answer.startsWith(TableSocket.REFUSED)) {
                throw new Refused(answer.substring(TableSocket.REFUSED.length()).strip());
            }
            throw new IOException("the table's keeper ended while it was asked");
        }
    }

    /** What stands how. */
    public TableView look() throws IOException {
        return TableView.parse(order("state").lines().toList());
    }

    public Layout layout() {
        return layout;
    }
}
