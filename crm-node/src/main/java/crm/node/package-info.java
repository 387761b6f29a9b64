/**
 * The daemon: one loop that owns the state machine, the threads that carry out its commands, and the place where
 * everything is put together.
 *
 * <p>Not here: any decision ({@code crm.coordination} in {@code crm-core}), any device or protocol (the adapters).
 *
 * <p>Read {@link crm.node.NodeMain} first, then {@link crm.node.EventLoop}.
 */
@NullMarked
package crm.node;

import org.jspecify.annotations.NullMarked;
