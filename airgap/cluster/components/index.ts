export type { Component, ComponentContext, Programs } from "./component.ts";
export { calicoFelix } from "./calico-felix.ts";
export { containerd } from "./containerd.ts";
export { etcd } from "./etcd.ts";
export { kubeApiserver } from "./kube-apiserver.ts";
export { kubeControllerManager } from "./kube-controller-manager.ts";
export { kubeProxy } from "./kube-proxy.ts";
export { kubeScheduler } from "./kube-scheduler.ts";
export { kubelet } from "./kubelet.ts";
