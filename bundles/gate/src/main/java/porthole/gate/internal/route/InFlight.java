// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The requests that are being answered, so that a shutdown can wait for them. Thread-safe. */
public final class InFlight {

  private record Wait(Predicate<InFlightRequest> forWhich, CompletableFuture<Void> done) {}

  private final Map<Long, InFlightRequest> inside = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Wait> waits = new ConcurrentLinkedQueue<>();

  /** A request begins; {@link #leave} with its id must follow. */
  public void enter(InFlightRequest request) {
    inside.put(request.id(), request);
  }

  /** A request has been answered; does nothing when that was said before. */
  public void leave(long id) {
    @Nullable InFlightRequest request = inside.remove(id);
    if (request != null && !waits.isEmpty()) {
      waits.removeIf(this::isOver);
    }
  }

  private boolean isOver(Wait wait) {
    if (inside.values().stream().anyMatch(wait.forWhich)) {
      return false;
    }
    wait.done.complete(null);
    return true;
  }

  /** Those that are being answered now and are meant, the oldest first. */
  public List<InFlightRequest> list(Predicate<InFlightRequest> which) {
    List<InFlightRequest> list = new ArrayList<>();
    inside.values().stream().filter(which).forEach(list::add);
    list.sort(Comparator.comparingLong(InFlightRequest::id));
    return list;
  }

  /** Done at the first moment when none is being answered of those that are meant. */
  public CompletableFuture<Void> none(Predicate<InFlightRequest> which) {
    Wait wait = new Wait(which, new CompletableFuture<>());
    waits.add(wait);
    // Those that have left meanwhile have not seen it.
    if (isOver(wait)) {
      waits.remove(wait);
    }
    return wait.done;
  }
}
