// node mongodb.cjs PACKAGES NODE COLLECTION insert|find: writes the documents of standard input, MongoDB's extended JSON a line, or
// prints those that are there, by _id; with npm's mongodb.
const { createRequire } = require('node:module');
const { readFileSync } = require('node:fs');

const [packages, node, collection, what] = process.argv.slice(2);
const { MongoClient, BSON } = createRequire(packages + '/')('mongodb');
const EXACT = { relaxed: false };

async function main() {
  const client = new MongoClient(`mongodb://${node}/?replicaSet=rs0&w=majority`);
  try {
    const documents = client.db('shop').collection(collection);
    if (what === 'insert') {
      const lines = readFileSync(0, 'utf8').trim().split('\n');
      await documents.insertMany(lines.map((line) => BSON.EJSON.parse(line, EXACT)));
    } else {
      const options = { promoteValues: false, promoteLongs: false };
      for await (const found of documents.find({}, options).sort({ _id: 1 })) {
        console.log(BSON.EJSON.stringify(found, EXACT));
      }
    }
  } finally {
    await client.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
