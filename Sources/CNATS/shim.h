// What a service needs of libnats, without the structures of options that are hard to fill in from Swift.
#include <nats/nats.h>
#include <stdio.h>

// A connection to a server on 127.0.0.1, which comes back by itself, and its JetStream. NATS_OK, or why there is none.
static inline natsStatus tenfold_nats_connect(
    int port, double seconds, const char *name, natsConnection **connection, jsCtx **stream) {
  char address[64];
  snprintf(address, sizeof address, "nats://127.0.0.1:%d", port);
  natsOptions *options = NULL;
  natsStatus status = natsOptions_Create(&options);
  if (status == NATS_OK) status = natsOptions_SetURL(options, address);
  if (status == NATS_OK) status = natsOptions_SetName(options, name);
  if (status == NATS_OK) status = natsOptions_SetTimeout(options, 2000);
  if (status == NATS_OK) status = natsOptions_SetMaxReconnect(options, 1 << 30);
  if (status == NATS_OK) status = natsOptions_SetReconnectWait(options, 100);
  // A request that waits for more to be sent with it would wait for nothing: each thread waits for its answer.
  if (status == NATS_OK) status = natsOptions_SetSendAsap(options, true);
  if (status == NATS_OK) status = natsConnection_Connect(connection, options);
  natsOptions_Destroy(options);
  if (status != NATS_OK) return status;
  jsOptions waits;
  jsOptions_Init(&waits);
  waits.Wait = (int64_t)(seconds * 1e3) > 1 ? (int64_t)(seconds * 1e3) : 1;
  status = natsConnection_JetStream(stream, *connection, &waits);
  if (status != NATS_OK) {
    natsConnection_Destroy(*connection);
    *connection = NULL;
  }
  return status;
}

// Publishes bytes, with a header where its value is not NULL, and waits until the server has taken them.
static inline natsStatus tenfold_nats_publish(
    jsCtx *stream, const char *topic, const char *bytes, int count, const char *header, const char *value) {
  if (value == NULL) return js_Publish(NULL, stream, topic, bytes, count, NULL, NULL);
  natsMsg *message = NULL;
  natsStatus status = natsMsg_Create(&message, topic, NULL, bytes, count);
  if (status == NATS_OK) status = natsMsgHeader_Set(message, header, value);
  if (status == NATS_OK) status = js_PublishMsg(NULL, stream, message, NULL, NULL);
  natsMsg_Destroy(message);
  return status;
}

// Makes a durable pull consumer that must acknowledge each message, or finds the one of that name.
static inline natsStatus tenfold_nats_consumer(
    jsCtx *stream, const char *topic, const char *name, double patience) {
  jsConsumerConfig settings;
  jsConsumerConfig_Init(&settings);
  settings.Durable = name;
  settings.DeliverPolicy = js_DeliverAll;
  settings.AckPolicy = js_AckExplicit;
  settings.AckWait = (int64_t)(patience * 1e9);
  return js_AddConsumer(NULL, stream, topic, &settings, NULL, NULL);
}

// A subscription of a durable pull consumer that is there.
static inline natsStatus tenfold_nats_pull(
    natsSubscription **subscription, jsCtx *stream, const char *topic, const char *name) {
  jsSubOptions options;
  jsSubOptions_Init(&options);
  options.Stream = topic;
  options.Consumer = name;
  return js_PullSubscribe(subscription, stream, topic, name, NULL, &options, NULL);
}

// The next message; NULL when none came within so many milliseconds, or the status says why there is none.
static inline natsMsg *tenfold_nats_next(natsSubscription *subscription, int64_t milliseconds, natsStatus *status) {
  natsMsgList list = {NULL, 0};
  *status = natsSubscription_Fetch(&list, subscription, 1, milliseconds, NULL);
  natsMsg *message = NULL;
  if (*status == NATS_OK && list.Count > 0) {
    message = list.Msgs[0];
    list.Msgs[0] = NULL;
  }
  natsMsgList_Destroy(&list);
  return message;
}

// How often a message was delivered and when the server had taken it, in nanoseconds since 1970; false when it does not say.
static inline bool tenfold_nats_origin(natsMsg *message, uint64_t *deliveries, int64_t *time) {
  jsMsgMetaData *origin = NULL;
  if (natsMsg_GetMetaData(&origin, message) != NATS_OK) return false;
  *deliveries = origin->NumDelivered;
  *time = origin->Timestamp;
  jsMsgMetaData_Destroy(origin);
  return true;
}

// Messages that a consumer has not acknowledged, whether it has them or not; -1 when the server does not say.
static inline int64_t tenfold_nats_waiting(jsCtx *stream, const char *topic, const char *name) {
  jsConsumerInfo *info = NULL;
  if (js_GetConsumerInfo(&info, stream, topic, name, NULL, NULL) != NATS_OK) return -1;
  int64_t count = (int64_t)info->NumPending + info->NumAckPending;
  jsConsumerInfo_Destroy(info);
  return count;
}
