// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import org.jspecify.annotations.Nullable;
import porthole.changes.internal.wire.Command;
import porthole.changes.internal.wire.CommandException;
import porthole.changes.internal.wire.Messages;

/**
 * A client that watches one database. One frame is under way at a time; what comes meanwhile waits
 * in the outbox. Thread-safe.
 */
public final class Connection implements SocketListener {

  /** What a connection has to do with the rest. */
  interface Owner {

    /** The name of the database that is watched. */
    String database();

    /** Its socket is open: it can be told from now on. Gives the reason if it must not be. */
    @Nullable Goodbye joined(Connection connection);

    /** The highest etag given out, 0 when the database is not loaded. */
    long lastEtag();

    /** It takes no more messages. */
    void left(Connection connection);

    /** Its socket is closed. */
    void ended(Connection connection);
  }

  private static final int MISSED_SIGNS = 3;

  private final ConnectionContext context;
  private final Owner owner;
  private final Outbox outbox;
  private final Watches watches = new Watches();
  private final long sinceMillis;
  private @Nullable Socket socket;
  private @Nullable Goodbye goodbye;
  private long goodbyeNanos;
  private long pingNanos;
  private volatile long heardNanos;
  private boolean sending;

  Connection(ConnectionContext context, Owner owner) {
    this.context = context;
    this.owner = owner;
    this.outbox = new Outbox(context.memory());
    this.sinceMillis = context.clock().millis();
    this.pingNanos = context.nanoClock().getAsLong();
    this.heardNanos = pingNanos;
  }

  @Override
  public void opened(Socket open) {
    synchronized (this) {
      socket = open;
    }
    tell(Messages.FEATURES);
    @Nullable Goodbye refusal = owner.joined(this);
    if (refusal != null) {
      close(refusal);
    }
  }

  @Override
  public void heard() {
    heardNanos = context.nanoClock().getAsLong();
  }

  @Override
  public void text(String text) {
    try {
      Command command = Command.read(text);
      obey(command);
      tell(Messages.confirm(command.id()));
    } catch (CommandException e) {
      tell(Messages.error(e.id(), String.valueOf(e.getMessage())));
    }
  }

  private synchronized void obey(Command command) throws CommandException {
    if (!command.watch()) {
      watches.remove(command.topic(), command.parameter());
      return;
    }
    if (watches.count() >= context.limits().watches()) {
      throw new CommandException(
          command.id(),
          "This connection watches " + watches.count() + " things already, which is the most.");
    }
    // Whoever tells of changes takes this monitor too: it sees the watch, or it has told only of
    // what was there before.
    watches.add(command.topic(), command.parameter(), owner.lastEtag());
  }

  @Override
  public void closed() {
    synchronized (this) {
      if (goodbye == null) {
        goodbye = new Goodbye(0, "");
      }
      outbox.clear();
    }
    owner.left(this);
    owner.ended(this);
  }

  /** Whether it must be told of documents one by one. */
  synchronized boolean wantsDocuments() {
    return goodbye == null && watches.wantDocuments();
  }

  void documents(Iterable<DocumentEvent> events) {
    Step step = Step.NOTHING;
    synchronized (this) {
      for (DocumentEvent event : events) {
        if (watches.want(event)) {
          step = step.and(queue(event.message()));
        }
      }
    }
    take(step);
  }

  /** Something up to this etag was written. */
  void written(long etag) {
    Step step;
    synchronized (this) {
      step = watches.wantCacheChange(etag) ? queueCacheChange() : Step.NOTHING;
    }
    take(step);
  }

  void index(IndexNews news) {
    Step step = Step.NOTHING;
    synchronized (this) {
      if (watches.wantIndex(news.foldedName())) {
        step = queue(news.message());
      }
      if (news.makesCachesOld() && watches.wantCacheChange(Long.MAX_VALUE)) {
        step = step.and(queueCacheChange());
      }
    }
    take(step);
  }

  synchronized boolean wantsOperation(String id) {
    return goodbye == null && watches.wantOperation(id);
  }

  /** Sends a message when its turn comes. */
  void tell(String message) {
    Step step;
    synchronized (this) {
      step = queue(message);
    }
    take(step);
  }

  /** What is to be done when the monitor has been left. */
  private enum Step {
    NOTHING,
    SEND,
    GIVE_UP;

    Step and(Step other) {
      return compareTo(other) < 0 ? other : this;
    }
  }

  private Step queue(String message) {
    if (goodbye != null) {
      return Step.NOTHING;
    }
    return outbox.offer(message) ? wake() : Step.GIVE_UP;
  }

  private Step queueCacheChange() {
    if (goodbye != null) {
      return Step.NOTHING;
    }
    outbox.offerCacheChange();
    return wake();
  }

  private Step wake() {
    if (sending || socket == null) {
      return Step.NOTHING;
    }
    sending = true;
    return Step.SEND;
  }

  private void take(Step step) {
    switch (step) {
      case SEND -> context.sender().execute(owner.database(), this::pump);
      case GIVE_UP -> close(Goodbye.tooSlow());
      case NOTHING -> {}
    }
  }

  private void pump() {
    Socket open;
    String frame;
    synchronized (this) {
      open = socket;
      frame = goodbye == null ? outbox.nextFrame() : null;
      if (frame == null || open == null) {
        sending = false;
        return;
      }
    }
    open.send(frame, this::sent);
  }

  private void sent(boolean all) {
    if (all) {
      pump();
    } else {
      abort();
    }
  }

  /** Closes it, unless it is being closed. */
  void close(Goodbye why) {
    Socket open;
    synchronized (this) {
      if (goodbye != null) {
        return;
      }
      goodbye = why;
      goodbyeNanos = context.nanoClock().getAsLong();
      outbox.clear();
      open = socket;
    }
    owner.left(this);
    if (open != null) {
      open.close(why);
    }
  }

  /** Looks after it: to be called every now and then. */
  void look() {
    Socket open;
    boolean over;
    synchronized (this) {
      open = socket;
      long now = context.nanoClock().getAsLong();
      over = isOver(now);
      if (!over && now - pingNanos <= context.limits().pingPause().toNanos()) {
        return;
      }
      pingNanos = now;
    }
    if (open == null) {
      return;
    }
    if (over) {
      open.abort();
    } else {
      open.ping();
    }
  }

  private boolean isOver(long now) {
    if (goodbye != null) {
      return now - goodbyeNanos > context.limits().goodbyeTime().toNanos();
    }
    return now - heardNanos > MISSED_SIGNS * context.limits().pingPause().toNanos();
  }

  /** Ends it without waiting for the other side. */
  void abort() {
    Socket open;
    synchronized (this) {
      open = socket;
    }
    if (open != null) {
      open.abort();
    }
  }

  /** What can be said of it now. */
  synchronized ConnectionReport report() {
    return new ConnectionReport(
        sinceMillis, watches.count(), outbox.messages(), outbox.bytes(), sending);
  }
}
