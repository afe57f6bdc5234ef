// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import porthole.gate.internal.route.InFlight;
import porthole.gate.internal.route.Parking;

/** What passes the gate: the requests inside, those that wait, and whether any is let in. */
@Component(service = Traffic.class)
public final class Traffic {
  private final InFlight inFlight = new InFlight();
  private final Parking parking = new Parking();
  private volatile boolean ending;

  /** Lets requests in. */
  @Activate
  public Traffic() {}

  InFlight inFlight() {
    return inFlight;
  }

  Parking parking() {
    return parking;
  }

  /** Whether the server is ending: nobody is let in any more but who asks about it. */
  boolean isEnding() {
    return ending;
  }

  /** Lets nobody in from now on; those that wait for a servlet are sent away. */
  void end() {
    ending = true;
    parking.setClosed(true);
  }
}
