// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.web;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import porthole.introspection.api.Activities;
import porthole.introspection.api.ActivitiesReference;

/** The one place that follows the activities' provider as it comes and goes. */
@Component(service = BoundActivities.class)
public final class BoundActivities {
  private final ActivitiesReference activities = new ActivitiesReference();

  /** Bound to no provider at first. */
  @Activate
  public BoundActivities() {}

  /** Marks what is done; does nothing while no provider is there. */
  public Activities activities() {
    return activities;
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bind(Activities provider) {
    activities.bind(provider);
  }

  void unbind(Activities provider) {
    activities.unbind(provider);
  }
}
