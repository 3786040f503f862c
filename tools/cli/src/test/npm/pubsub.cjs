// node pubsub.cjs PACKAGES EMULATOR create|publish|receive NAME [COUNT]: makes a topic with a subscription of its name, publishes what
// standard input has (a JSON map of data, attributes and orderingKey a line), or prints so many messages in the same way as they come;
// with npm's @google-cloud/pubsub.
const { createRequire } = require('node:module');
const { readFileSync } = require('node:fs');

const [packages, emulator, what, name, count] = process.argv.slice(2);
process.env.PUBSUB_EMULATOR_HOST = emulator;
const { PubSub } = createRequire(packages + '/')('@google-cloud/pubsub');

async function publish(topic) {
  for (const line of readFileSync(0, 'utf8').trim().split('\n')) {
    const { data, ...more } = JSON.parse(line);
    await topic.publishMessage({ data: Buffer.from(data), ...more });
  }
}

function receive(subscription) {
  return new Promise((resolve, reject) => {
    let received = 0;
    subscription.on('error', reject);
    subscription.on('message', (message) => {
      message.ack();
      received++;
      if (received <= count) {
        const { data, attributes, orderingKey } = message;
        console.log(JSON.stringify({ data: data.toString(), attributes, orderingKey }));
      }
      if (received == count) {
        resolve(subscription.close());
      }
    });
  });
}

async function main() {
  const client = new PubSub({ projectId: 'npm' });
  const topic = client.topic(name, { messageOrdering: true });
  if (what === 'create') {
    await topic.create();
    await topic.createSubscription(name, { enableMessageOrdering: true });
  } else if (what === 'publish') {
    await publish(topic);
  } else {
    await receive(client.subscription(name));
  }
  await client.close();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
