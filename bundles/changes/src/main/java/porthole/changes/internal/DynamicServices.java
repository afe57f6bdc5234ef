// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import porthole.introspection.api.Activities;
import porthole.introspection.api.ActivitiesReference;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseRecord;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.Databases;

/** Holds every reference of this bundle that must survive a swap of the other side. */
@Component(service = DynamicServices.class)
public final class DynamicServices {
  private final ActivitiesReference activities = new ActivitiesReference();
  private final AtomicReference<@Nullable Databases> storage = new AtomicReference<>();

  /** Starts with nothing bound. */
  @Activate
  public DynamicServices() {}

  Activities activities() {
    return activities;
  }

  /** Whether storage can be asked now. */
  boolean hasStorage() {
    return storage.get() != null;
  }

  /**
   * The record of a database that clients may have now, be it loaded or not. Empty for one that is
   * disabled or failed, and while storage is away. Loads nothing.
   */
  Optional<DatabaseRecord> record(String name) {
    Databases now = storage.get();
    if (now == null) {
      return Optional.empty();
    }
    return now.info(name).filter(DynamicServices::isOpen).flatMap(info -> now.record(name));
  }

  private static boolean isOpen(DatabaseInfo info) {
    return !info.disabled
        && info.state != DatabaseState.DISABLED
        && info.state != DatabaseState.FAILED;
  }

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  void bindDatabases(Databases databases) {
    storage.set(databases);
  }

  void unbindDatabases(Databases databases) {
    storage.compareAndSet(databases, null);
  }

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  void bindActivities(Activities service) {
    activities.bind(service);
  }

  void unbindActivities(Activities service) {
    activities.unbind(service);
  }
}
