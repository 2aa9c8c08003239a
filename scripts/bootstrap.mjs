// Makes a fresh clone runnable: installs the locked dependencies, among them Node 24 itself, once.
// Plain JavaScript on purpose: whatever Node the machine has (20 or later) runs this file first.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const stamp = join(modules, '.baton-installed')
const lock = join(root, '.baton-install.lock')
const quiet = process.argv.includes('--quiet')
const say = (words) => quiet || process.stderr.write(`baton: ${words}\n`)

const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package.json')))
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
const installed = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** True when this process took the lock; false when another living process holds it. */
function takeLock() {
  try {
    mkdirSync(lock)
    writeFileSync(join(lock, 'pid'), String(process.pid))
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  try {
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'))
    if (pid && alive(pid)) return false
  } catch {
    // The holder has made the folder and not yet written its number: give it two seconds.
    if (Date.now() - statSync(lock).mtimeMs < 2000) return false
  }
  rmSync(lock, { recursive: true, force: true })
  return false
}

const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

function install() {
  say('installing dependencies (once; about 20 seconds)')
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const done = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, {
        cwd: root,
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32',
      })
  if (done.status !== 0) {
    say(
      '`npm ci` failed; its words are above. Check the connection to the npm registry and try again.',
    )
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
}

while (!installed()) {
  if (!takeLock()) {
    sleep(200)
    continue
  }
  try {
    if (!installed()) install()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

const probe = spawnSync('node', ['-p', 'process.versions.node'], { encoding: 'utf8' })
const [major = 0, minor = 0] = (probe.stdout ?? '').trim().split('.').map(Number)
if (process.env.npm_lifecycle_event && (major < 24 || (major === 24 && minor < 12))) {
  say(
    `Node ${probe.stdout?.trim() || '?'} is in use and no Node 24 came from npm for this platform; install Node 24.12 or later.`,
  )
  process.exit(1)
}
