// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.enrich;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import porthole.capture.api.ThreadEnricher;
import porthole.capture.api.ThreadIdentity;
import porthole.introspection.api.ActivityBoard;
import porthole.introspection.api.ThreadActivityDTO;

/** Says in a capture what each thread is doing. */
@Component(property = ThreadEnricher.NAME + "=Activity")
public final class ActivityEnricher implements ThreadEnricher {
  private final ActivityBoard board;

  /** An enricher that reads {@code board}. */
  @Activate
  public ActivityEnricher(@Reference ActivityBoard board) {
    this.board = board;
  }

  @Override
  public Map<Long, Object> enrich(List<ThreadIdentity> threads) {
    Set<Long> wanted = new HashSet<>();
    for (ThreadIdentity thread : threads) {
      wanted.add(thread.threadId());
    }
    Map<Long, Object> fields = new HashMap<>();
    for (ThreadActivityDTO thread : board.read()) {
      if (!thread.activities.isEmpty() && wanted.contains(thread.threadId)) {
        fields.put(thread.threadId, ActivityFields.of(thread));
      }
    }
    return fields;
  }
}
