policy-behind = 这台服务器还没有取得《{ $regulation }》现行版本的制度包，暂时不能据此判定；已在自动重试，请稍后再试
policy-changing = 本单位的人员岗位或制度正在调整，这次操作没有生效，请稍后再试
