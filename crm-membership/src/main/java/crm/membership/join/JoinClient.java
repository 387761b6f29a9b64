package crm.membership.join;

import crm.formats.values.MalformedValue;
import crm.formats.values.ValueCodec;
import crm.model.NodeName;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;

/** The new node's half of joining. */
public record JoinClient(NodeName self, Clock clock) {

    /**
     * Asks a member for the cluster's key.
     *
     * @param host the member, if another address than the token's leads to it; else the token's
     * @param limit for connecting, and for each answer
     * @throws JoinRefused if it was refused, or the member does not answer; the message is for the person who asked
     */
    public Welcome join(JoinToken token, String host, Duration limit) throws JoinRefused {
        if (!clock.instant().isBefore(token.expires())) {
            throw new JoinRefused("the token expired at " + token.expires() + " by this machine's clock ("
                    + clock.instant() + "); issue a new one on a member, or set the clock");
        }
        String where = host + ":" + token.port();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, token.port()), (int) limit.toMillis());
            socket.setSoTimeout((int) limit.toMillis());
            return exchange(
                    token,
                    new DataInputStream(socket.getInputStream()),
                    new DataOutputStream(socket.getOutputStream()));
        } catch (EOFException | java.net.SocketException e) {
            throw e instanceof ConnectException
                    ? new JoinRefused("nobody listens at " + where
                            + "; is the daemon running there? If it was started again since, its tokens are void")
                    : new JoinRefused(where + " refused the token: it was used already, has expired, or is another"
                            + " member's; the log there says which");
        } catch (SocketTimeoutException e) {
            throw new JoinRefused(where + " does not answer within " + limit.toSeconds() + " s");
        } catch (UnknownHostException e) {
            throw new JoinRefused("there is no host " + host);
        } catch (GeneralSecurityException e) {
            throw new JoinRefused(
                    where + " does not know the token's secret: it is another member, or somebody" + " stands between");
        } catch (IOException | MalformedValue e) {
            throw new JoinRefused(where + " answered something that cannot be read: " + e.getMessage());
        }
    }

    private Welcome exchange(JoinToken token, DataInputStream in, DataOutputStream out)
            throws IOException, GeneralSecurityException, MalformedValue, JoinRefused {
        var exchange = new JoinExchange();
        byte[] id = token.id().getBytes(StandardCharsets.UTF_8);
        byte[] ownKey = exchange.publicKey();
        JoinExchange.send(out, id);
        JoinExchange.send(out, ownKey);
        byte[] membersKey = JoinExchange.receive(in);
        JoinExchange.Keys keys = exchange.agree(
                membersKey,
                token.secretBytes(),
                JoinExchange.transcript(token.cluster().getBytes(StandardCharsets.UTF_8), id, ownKey, membersKey));
        JoinExchange.send(out, JoinExchange.seal(keys.joiners(), self.value().getBytes(StandardCharsets.UTF_8)));
        byte[] answer = JoinExchange.open(keys.members(), JoinExchange.receive(in));
        return switch (new ValueCodec().read(answer, Answer.class)) {
            case Welcome welcome -> welcome;
            case Answer.Refusal(String why) -> throw new JoinRefused(why);
        };
    }
}
