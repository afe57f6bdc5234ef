// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.service;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import porthole.http.api.OperationListener;
import porthole.http.internal.operation.OperationListeners;
import porthole.indexing.api.Indexing;
import porthole.introspection.api.Activities;
import porthole.introspection.api.ActivitiesReference;
import porthole.script.api.ScriptEngine;
import porthole.storage.api.Databases;

/** Holds every reference of this bundle that must survive a swap of the other side. */
@Component(service = DynamicServices.class)
public final class DynamicServices {
  private final BoundService<Databases> storage = new BoundService<>("Storage");
  private final BoundService<Indexing> indexing = new BoundService<>("Indexing");
  private final BoundService<ScriptEngine> scripts = new BoundService<>("The JavaScript engine");
  private final OperationListeners operationListeners = new OperationListeners();
  private final ActivitiesReference activities = new ActivitiesReference();
  private final PublicUrl publicUrl;

  /** Starts with nothing bound. */
  @Activate
  public DynamicServices(BundleContext context) {
    String port = context.getProperty("org.osgi.service.http.port");
    publicUrl = new PublicUrl("http://127.0.0.1:" + (port == null ? "8080" : port));
  }

  /** Storage, when it is there. */
  public BoundService<Databases> storage() {
    return storage;
  }

  /** Indexing, when it is there. */
  public BoundService<Indexing> indexing() {
    return indexing;
  }

  /** The JavaScript engine, when it is there. */
  public BoundService<ScriptEngine> scripts() {
    return scripts;
  }

  /** Those who listen to operations. */
  public OperationListener operationListeners() {
    return operationListeners;
  }

  /** The board, when it is there. */
  public Activities activities() {
    return activities;
  }

  /** Where clients reach this server. */
  public PublicUrl publicUrl() {
    return publicUrl;
  }

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  void bindDatabases(Databases databases) {
    storage.bind(databases);
  }

  void unbindDatabases(Databases databases) {
    storage.unbind(databases);
  }

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  void bindIndexing(Indexing service) {
    indexing.bind(service);
  }

  void unbindIndexing(Indexing service) {
    indexing.unbind(service);
  }

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  void bindScripts(ScriptEngine service) {
    scripts.bind(service);
  }

  void unbindScripts(ScriptEngine service) {
    scripts.unbind(service);
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

  @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
  void bindOperationListener(OperationListener listener) {
    operationListeners.add(listener);
  }

  void unbindOperationListener(OperationListener listener) {
    operationListeners.remove(listener);
  }

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      cardinality = ReferenceCardinality.OPTIONAL,
      updated = "updatedContainer")
  void bindContainer(HttpServiceRuntime runtime, Map<String, ?> properties) {
    publicUrl.container(properties);
  }

  void updatedContainer(HttpServiceRuntime runtime, Map<String, ?> properties) {
    publicUrl.container(properties);
  }

  void unbindContainer(HttpServiceRuntime runtime) {}
}
