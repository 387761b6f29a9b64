package crm.cli.client;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Closes a connection over which nothing has come for too long, so that no command waits for ever for a frozen daemon.
 * A thread of its own, because a blocking socket channel knows no time limit; the fields are volatile for that thread.
 */
final class Silence implements Runnable {

    private final SocketChannel socket;
    private final long limitMillis;
    private volatile long lastHeard;
    private volatile boolean paused;
    private volatile boolean broken;
    private volatile boolean ended;

    private Silence(SocketChannel socket, long limitMillis) {
        this.socket = socket;
        this.limitMillis = limitMillis;
        this.lastHeard = System.nanoTime();
    }

    static Silence guard(SocketChannel socket, long limitMillis) {
        Silence silence = new Silence(socket, limitMillis);
        Thread thread = new Thread(silence, "silence");
        thread.setDaemon(true);
        thread.start();
        return silence;
    }

    void heard() {
        lastHeard = System.nanoTime();
        paused = false;
    }

    /** The daemon waits for us now: nothing will come. */
    void pause() {
        paused = true;
    }

    void end() {
        ended = true;
    }

    boolean broken() {
        return broken;
    }

    @Override
    public void run() {
        while (!ended) {
            long left = limitMillis - (System.nanoTime() - lastHeard) / 1_000_000;
            if (left <= 0 && !paused) {
                broken = true;
                close();
                return;
            }
            sleep(Math.max(left, 1000));
        }
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            broken = true;
        }
    }

    private void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException toldToEnd) {
            ended = true;
        }
    }
}
