FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts
COPY . .
RUN mkdir -p /data && chown node:node /data
USER node
ENV BATON_DATA=/data NODE_ENV=production
EXPOSE 3000
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "src/cli.ts"]
CMD ["serve"]
