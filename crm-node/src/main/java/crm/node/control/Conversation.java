package crm.node.control;

import crm.cli.command.Cluster;
import crm.cli.command.CommandLine;
import crm.cli.command.Ending;
import crm.cli.command.Terminal;
import crm.cli.wire.Abilities;
import crm.cli.wire.Frame;
import crm.cli.wire.FrameChannel;
import crm.control.Caller;
import crm.control.Reply;
import crm.control.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client and its one command, from the call to the exit code. It runs on a thread of its own; another reads what
 * the client says, so that it is noticed at once when the client goes away.
 */
final class Conversation implements Cluster, Terminal {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final int LONGEST_CALL = 256 << 10;
    private static final Duration CALL_WITHIN = Duration.ofSeconds(10);
    private static final Duration FILE_WITHIN = Duration.ofMinutes(2);
    private static final Duration PERSON_WITHIN = Duration.ofMinutes(10);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

    /** After this long without a word from the cluster, a change may be taken for begun. */
    private static final Duration ACCEPTED_WITHIN = Duration.ofSeconds(2);

    private final FrameChannel channel;
    private final Caller caller;
    private final RequestHandler handler;
    private final CommandLine commands;
    private final LinkedBlockingQueue<Incoming> inbox = new LinkedBlockingQueue<>();
    /** How many frames the client may still say before it is asked again; counted where they are read. */
    private final AtomicInteger expected = new AtomicInteger(1);

    private Abilities abilities = Abilities.NONE;
    private int questions;

    Conversation(FrameChannel channel, Caller caller, RequestHandler handler, CommandLine commands) {
        this.channel = channel;
        this.caller = caller;
        this.handler = handler;
        this.commands = commands;
    }

    /** Carries the client's command out and says how it ended. */
    void hold() throws IOException {
        Thread.ofVirtual().name("control-reader").start(this::listen);
        try {
            Frame call = said(CALL_WITHIN);
            if (call.kind() != Frame.Kind.CALL || call.fields().size() < 3) {
                throw new ClientGone("it did not begin with a call");
            }
            if (!call.fields().getFirst().equals(Frame.VERSION)) {
                err("crm: this client speaks " + call.fields().getFirst() + ", the daemon " + Frame.VERSION
                        + "; use the crm that came with the daemon.\n");
                exit(1);
                return;
            }
            abilities = Abilities.parse(call.fields().get(1), call.fields().get(2));
            carryOut(call.fields().subList(3, call.fields().size()));
        } catch (ClientGone gone) {
            LOG.debug("The client of {} went away: {}", caller.user(), gone.getMessage());
        } catch (InterruptedException toldToEnd) {
            Thread.currentThread().interrupt();
        }
    }

    private void carryOut(List<String> line) throws IOException {
        try {
            switch (commands.run(line, this, this)) {
                case Ending.Exit exit -> exit(exit.code());
                case Ending.RunHere _ -> send(Frame.of(Frame.Kind.LOCAL));
            }
        } catch (ClientGone gone) {
            throw gone;
        } catch (RuntimeException ours) {
            LOG.error("The command of {} failed in the daemon", caller.user(), ours);
            err("crm: the daemon failed over this command; its log says where.\n");
            exit(1);
        }
    }

    private void exit(int code) {
        send(Frame.of(Frame.Kind.EXIT, Integer.toString(code)));
    }

    /** Reads until the client is gone; a frame that is none ends the conversation with a word about it. */
    private void listen() {
        int longest = LONGEST_CALL;
        try {
            while (true) {
                Frame frame = channel.receive(longest);
                if (expected.getAndDecrement() <= 0) {
                    inbox.add(new Incoming.Gone("it says things it was not asked"));
                    return;
                }
                inbox.add(new Incoming.Said(frame));
                longest = FrameChannel.LONGEST_FRAME;
            }
        } catch (FrameChannel.MalformedFrame malformed) {
            inbox.add(new Incoming.Gone("malformed: " + malformed.getMessage()));
            complain(String.valueOf(malformed.getMessage()));
        } catch (IOException gone) {
            inbox.add(new Incoming.Gone(String.valueOf(gone.getMessage())));
        }
    }

    private void complain(String about) {
        try {
            channel.send(Frame.of(Frame.Kind.ERR, "crm: the daemon does not understand: " + about + ".\n"));
            channel.send(Frame.of(Frame.Kind.EXIT, "64"));
        } catch (IOException goneAlready) {
            LOG.debug("Nobody left to complain to");
        }
    }

    /** The next thing that happens, or nothing within the limit; meanwhile the client hears that we live. */
    private Optional<Incoming> next(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            long left = end - System.nanoTime();
            Incoming incoming = inbox.poll(Math.max(0, Math.min(left, SIGN_OF_LIFE.toNanos())), TimeUnit.NANOSECONDS);
            if (incoming instanceof Incoming.Gone gone) {
                throw new ClientGone(gone.why());
            }
            if (incoming != null || left <= 0) {
                return Optional.ofNullable(incoming);
            }
            send(Frame.of(Frame.Kind.ALIVE));
        }
    }

    private Frame said(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            Optional<Incoming> incoming = next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (incoming.isPresent() && incoming.get() instanceof Incoming.Said said) {
                return said.frame();
            }
        }
        throw new ClientGone("it said nothing for " + limit.toSeconds() + " seconds");
    }

    @Override
    public Reply ask(Request request, Patience patience, Consumer<String> progress) {
        if (request instanceof Request.Change && !caller.mayChange()) {
            return Reply.Failed.of(
                    Reply.Kind.NOT_PERMITTED,
                    "You (" + caller.user() + ") may look at this cluster, but not change it.");
        }
        int question = ++questions;
        RequestHandler.Pending pending =
                handler.handle(caller, request, reply -> inbox.add(new Incoming.Answered(question, reply)));
        try {
            return answer(question, patience, progress);
        } catch (InterruptedException toldToEnd) {
            Thread.currentThread().interrupt();
            throw new ClientGone("the daemon ends");
        } finally {
            pending.giveUp();
        }
    }

    private Reply answer(int question, Patience patience, Consumer<String> progress) throws InterruptedException {
        Duration limit = patience.untilAccepted() ? ACCEPTED_WITHIN : patience.limit();
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<Incoming> incoming = next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (incoming.isEmpty()) {
                return patience.untilAccepted()
                        ? new Reply.Progress("Asked for.")
                        : Reply.Failed.of(
                                Reply.Kind.TIMED_OUT,
                                "No answer within " + limit.toSeconds() + " seconds; it may still be going on.");
            }
            switch (incoming.get()) {
                case Incoming.Answered answered when answered.question() != question -> {}
                case Incoming.Answered answered
                when answered.reply() instanceof Reply.Progress step -> {
                    if (patience.untilAccepted()) {
                        return step;
                    }
                    progress.accept(step.sentence());
                }
                case Incoming.Answered answered -> {
                    return answered.reply();
                }
                case Incoming.Said _ -> throw new ClientGone("it says things it was not asked");
                case Incoming.Gone gone -> throw new ClientGone(gone.why());
            }
        }
    }

    @Override
    public Abilities abilities() {
        return abilities;
    }

    @Override
    public void out(String text) {
        send(Frame.of(Frame.Kind.OUT, text));
    }

    @Override
    public void err(String text) {
        send(Frame.of(Frame.Kind.ERR, text));
    }

    @Override
    public void progress(String sentence) {
        send(Frame.of(Frame.Kind.PROGRESS, sentence));
    }

    @Override
    public Optional<String> ask(String prompt) {
        expected.incrementAndGet();
        send(Frame.of(Frame.Kind.ASK, prompt));
        return answered(PERSON_WITHIN).fields().stream().findFirst();
    }

    @Override
    public String read(String file) throws Unreadable {
        expected.incrementAndGet();
        send(Frame.of(Frame.Kind.READ, file));
        Frame answer = answered(FILE_WITHIN);
        if (answer.kind() == Frame.Kind.FILE && answer.fields().size() == 2) {
            return answer.fields().getLast();
        }
        throw new Unreadable(
                answer.fields().isEmpty()
                        ? "the client does not say why"
                        : answer.fields().getLast());
    }

    private Frame answered(Duration limit) {
        try {
            return said(limit);
        } catch (InterruptedException toldToEnd) {
            Thread.currentThread().interrupt();
            throw new ClientGone("the daemon ends");
        }
    }

    private void send(Frame frame) {
        try {
            channel.send(frame);
        } catch (IOException gone) {
            throw new ClientGone(String.valueOf(gone.getMessage()));
        }
    }

    /** There is nobody left to talk to: unwinds the command, wherever it is. */
    private static final class ClientGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClientGone(String why) {
            super(why);
        }
    }
}
