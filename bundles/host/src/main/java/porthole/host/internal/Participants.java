// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import porthole.lifecycle.api.ShutdownParticipant;

/** Whoever takes part in a shutdown now. Thread-safe. */
@Component(service = Participants.class)
public final class Participants implements Supplier<List<ShutdownParticipant>> {
  private final List<ShutdownParticipant> participants = new CopyOnWriteArrayList<>();

  /** Starts with nobody. */
  @Activate
  public Participants() {}

  @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
  void bindParticipant(ShutdownParticipant participant) {
    participants.add(participant);
  }

  void unbindParticipant(ShutdownParticipant participant) {
    participants.remove(participant);
  }

  @Override
  public List<ShutdownParticipant> get() {
    return List.copyOf(participants);
  }
}
