// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import porthole.capture.api.Availability;
import porthole.capture.api.BackendStatus;
import porthole.capture.api.CaptureBroker;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureOptions;
import porthole.capture.api.CaptureReport;

/** A broker with two backends, and one report or one failure to give. */
public final class FakeBroker implements CaptureBroker {
  public CaptureReport report = new CaptureReport();
  public CaptureException failure;
  public String selected = "jvm";
  public Duration patience;
  public CaptureOptions options;

  /** A reference that is bound to this broker. */
  public BrokerReference reference() {
    BrokerReference reference = new BrokerReference();
    reference.bind(this);
    return reference;
  }

  @Override
  public CaptureReport capture(Duration patience, CaptureOptions options) throws CaptureException {
    this.options = options;
    this.patience = patience;
    if (failure != null) {
      throw failure;
    }
    return report;
  }

  @Override
  public List<BackendStatus> backends() {
    List<BackendStatus> all = new ArrayList<>();
    all.add(backend("jvm", Availability.no("no JDK", "Install a JDK.")));
    all.add(backend("inprocess", Availability.YES));
    return all;
  }

  @Override
  public void select(String name) throws CaptureException.NoBackend {
    if (!name.equals("jvm") && !name.equals("inprocess")) {
      throw new CaptureException.NoBackend("No backend '" + name + "'.", "Use jvm or inprocess.");
    }
    selected = name;
  }

  private BackendStatus backend(String name, Availability availability) {
    BackendStatus status = new BackendStatus();
    status.name = name;
    status.selected = name.equals(selected);
    status.availability = availability;
    status.bundle = "porthole.capture." + name + "/1.0.0";
    return status;
  }
}
