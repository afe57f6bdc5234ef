// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Adds what only the inside knows to the threads of a capture.
 *
 * <p>Published as a service with the property {@link #NAME}, which becomes the name of the field
 * under which the enricher's values stand in each thread of the answer.
 */
@ConsumerType
public interface ThreadEnricher {

  /** Service property: the field's name, in PascalCase, such as {@code "Activity"}. */
  String NAME = "porthole.capture.enricher";

  /**
   * Says what is known of the threads.
   *
   * <p>Runs on a thread of the broker, as soon as the stacks were taken. It must not wait for a
   * lock of the data path; an enricher that throws or takes longer than its share of the deadline
   * is left out of this answer, which then says so.
   *
   * @param threads the threads that live; not to be kept
   * @return a value by {@link ThreadIdentity#threadId}: a String, Boolean, Number, or a Map or List
   *     of such; a thread that is not in it gets no field
   */
  Map<Long, Object> enrich(List<ThreadIdentity> threads);
}
